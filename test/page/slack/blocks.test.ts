// If this breaks: something an app sends is drawn as what it is not, or not at all.

import { describe, expect, test } from "vitest";
import { gathered, newer, texts } from "./block-messages.ts";
import { done, everyFile, refused, running, shared, typed } from "./card-messages.ts";
import { htmlOfBlock, htmlOfMessage, wordsOf } from "./drawn.ts";
import { button, mrkdwn, option, picture, plain, richText, section, words } from "./payloads.ts";
import { eachBecomes } from "../../each-becomes.ts";

describe("a section", () => {
  test("has its text and fields beside its accessory", () => {
    const accessory = { type: "image", alt_text: "A fox", image_url: "https://x.y/fox.png" };
    expect(
      htmlOfBlock({ type: "section", text: mrkdwn("*text*"), fields: [plain("*one*"), mrkdwn("*two*")], accessory }),
    ).toBe(
      '<div class="section"><div class="texts"><div class="marked"><strong>text</strong></div><div class="fields">' +
        '<div class="marked">*one*</div><div class="marked"><strong>two</strong></div></div></div>' +
        '<div class="accessory"><img class="small-image" src="https://x.y/fox.png" alt="A fox" title="A fox"/></div></div>',
    );
  });
});

describe("small blocks", () => {
  eachBecomes(htmlOfBlock, [
    [
      { type: "header", text: plain("*Big* 🎉") },
      '<div class="header" role="heading" aria-level="4">*Big* <span class="emoji">🎉</span></div>',
    ],
    [
      { type: "context", elements: [mrkdwn("_small_"), plain("print")] },
      '<div class="context"><div class="marked"><em>small</em></div><div class="marked">print</div></div>',
    ],
  ]);
});

describe("a picture", () => {
  const block = { type: "image", alt_text: "A fox", title: plain("Fox") };

  test("may come from the web or be a file of Slack's, named by id or by address", () => {
    const file = picture("F0FOX");
    expect(htmlOfBlock({ ...block, image_url: "https://x.y/fox.png" })).toContain(
      '<img src="https://x.y/fox.png" alt="A fox"',
    );
    expect(htmlOfBlock({ ...block, slack_file: { id: "F0FOX" } }, { F0FOX: file })).toContain(
      'alt="A fox" title="A fox" width="640" height="640"',
    );
    expect(
      htmlOfBlock({ ...block, slack_file: { url: "https://files/F0FOX" } }, { "https://files/F0FOX": file }),
    ).toContain("<figcaption>Fox</figcaption><a");
  });

  test.each([["missing" as const], [undefined]])("that people cannot see is said to be lost: %s", (file) => {
    const drawn = htmlOfBlock({ ...block, slack_file: { id: "F0FOX" } }, file === undefined ? {} : { F0FOX: file });
    expect(wordsOf(drawn)).toBe("FoxThis file could not be foundA fox");
  });
});

describe("a task card", () => {
  test.each([
    ["pending", "Not started"],
    ["in_progress", "In progress"],
    ["complete", "Done"],
    ["error", "Failed"],
  ])("tells that it is %s", (status, said) => {
    const drawn = htmlOfBlock({ type: "task_card", task_id: "1", title: "Draw 🎨", status });
    expect(drawn).toContain(`<span class="status" role="img" aria-label="${said}" title="${said}">`);
    expect(wordsOf(drawn)).toBe("Draw 🎨");
  });

  test.each(["details", "output", "sources"])("with %s is shown as it is", (key) => {
    const drawn = htmlOfBlock({ type: "task_card", task_id: "1", title: "Draw", status: "complete", [key]: [] });
    expect(drawn).toContain("A block of type &quot;task_card&quot; that is not known here");
  });
});

const inline = (...elements: readonly object[]): string => htmlOfBlock(richText(section(...elements))).slice(53, -12);

describe("rich text", () => {
  test.each([
    [
      words("x", { bold: true, italic: true, strike: true, code: true, underline: true }),
      "<u><s><em><strong><code>x</code></strong></em></s></u>",
    ],
    [words("*x* <@U0BO> :tada:"), "*x* &lt;@U0BO> :tada:"],
    [{ type: "user", user_id: "U0ADA" }, '<span class="mention" title="U0ADA">@Ada</span>'],
    [
      { type: "channel", channel_id: "C0STUDIO", style: { bold: true } },
      '<strong><span class="mention" title="C0STUDIO">#studio</span></strong>',
    ],
    [
      { type: "date", timestamp: 1, format: "{time_secs}", fallback: "x" },
      '<time datetime="1970-01-01T00:00:01.000Z" title="Thursday, January 1st, 1970 at 12:00:01 AM">12:00:01 AM</time>',
    ],
    [{ type: "date", timestamp: 1, format: "{nothing}", fallback: "some day" }, "some day"],
  ])("%j", (element, drawn) => {
    expect(inline(element).replaceAll("\u202F", " ")).toBe(drawn);
  });

  test("has lists, quotations and code", () => {
    const drawn = htmlOfBlock(
      richText(
        { type: "rich_text_list", style: "bullet", elements: [section(words("a"))] },
        { type: "rich_text_quote", elements: [words("c")] },
        { type: "rich_text_preformatted", elements: [words("d  e")] },
      ),
    );
    expect(drawn).toBe(
      '<div class="marked rich-text"><ul><li>a</li></ul>' +
        "<blockquote>c</blockquote><pre><code>d  e</code></pre></div>",
    );
  });
});

const cell = (text: string): object => ({ type: "raw_text", text });

describe("a table", () => {
  test("of data is read page by page", () => {
    const rows = [[cell("Day")], ...["Mon", "Tue", "Wed"].map((day) => [cell(day)])];
    const read = wordsOf(
      htmlOfBlock({ type: "data_table", caption: "Runs", page_size: 2, row_header_column_index: 0, rows }),
    );
    expect(read).toBe("RunsDayMonTuePreviousPage 1 of 2Next");
  });
});

describe("buttons", () => {
  test.each([
    [{}, '<button class="button" type="button">Go</button>'],
    [{ style: "primary" }, '<button class="button primary" type="button">Go</button>'],
    [
      { style: "danger", accessibility_label: "Go there" },
      '<button class="button danger" aria-label="Go there" type="button">Go</button>',
    ],
    [{ url: "https://x.y/" }, '<a class="button" href="https://x.y/" target="_blank" rel="noreferrer noopener">Go</a>'],
    [{ style: "constructor", url: "javascript:alert(1)" }, '<button class="button" type="button">Go</button>'],
  ])("%j", (more, drawn) => {
    expect(htmlOfBlock({ type: "actions", elements: [button("Go", "go", more)] })).toBe(
      `<div class="actions">${drawn}</div>`,
    );
  });
});

describe("what the renderer does not know", () => {
  test.each([
    ["a type of tomorrow", { type: "hologram", text: "<b>" }],
    ["a type that every object has", { type: "constructor" }],
    ["no type", { text: "x" }],
    ["no block", "just a word"],
    ["nothing", null],
    ["a section without text", { type: "section" }],
    ["a header without text", { type: "header", text: "words" }],
    ["a picture from nowhere", { type: "image", alt_text: "x", image_url: "file:///etc/passwd" }],
    ["a task of no status", { type: "task_card", task_id: "1", title: "x", status: "completed" }],
    ["an input without its field", { type: "input", label: plain("x") }],
    ["a card, which the bot does not send", { type: "card" }],
  ])("is shown with its JSON: %s", (_, block) => {
    const drawn = htmlOfBlock(block);
    expect(drawn).toMatch(/^<figure class="unknown">/);
    expect(wordsOf(drawn)).toContain(JSON.stringify(block, null, 2));
  });

  test.each([
    ["an element of tomorrow", { type: "slider" }],
    ["a menu without options", { type: "static_select", action_id: "x", options: [] }],
    ["a button without words", { type: "button", action_id: "x" }],
    ["checkboxes of no words", { type: "checkboxes", options: [{ value: "x" }] }],
  ])("does not take its neighbours with it: %s", (_, element) => {
    const drawn = htmlOfBlock({ type: "actions", elements: [element, button("Go", "go")] });
    expect(wordsOf(drawn)).toContain(JSON.stringify(element, null, 2));
    expect(drawn).toMatch(/<button[^>]*>Go<\/button><\/div>$/);
  });
});

test("messages with a bit of everything hold nothing unknown but what was made up", () => {
  const drawn = [running, done, shared, everyFile, refused, typed, texts, gathered, newer].map(htmlOfMessage).join("");
  expect(drawn.match(/<figcaption>[^<]* not known here/g)).toEqual([
    "<figcaption>A block of type &quot;hologram&quot; that is not known here",
  ]);
});

test("fields can stand in a message, with what is chosen at first", () => {
  const menu = {
    type: "static_select",
    action_id: "size",
    placeholder: plain("Size"),
    options: [option("Wide", "16:9")],
    initial_option: option("Wide", "16:9"),
  };
  const drawn = htmlOfBlock({
    type: "actions",
    elements: [menu],
  });
  expect(drawn).toMatch(/<input aria-label="Size" type="text" role="combobox"[^>]* value="Wide"/);
});
