// If this breaks: something a bot sends is drawn as what it is not, or not at all.

import { describe, expect, test } from "vitest";
import { drawButton } from "../../sim/page/discord/components/buttons.ts";
import { asFields } from "../../sim/page/payload/fields.ts";
import type { Draw } from "../../sim/page/discord/components/draw-context.ts";
import { drawSelect } from "../../sim/page/discord/components/select.ts";
import { clip, htmlOfComponent, picture, viewer } from "./drawn.ts";

describe("a container", () => {
  test("holds its components in their order, with its colour at the side", () => {
    const inside = [
      { type: 10, content: "one" },
      { type: 10, content: "two" },
    ];
    expect(htmlOfComponent({ type: 17, accent_color: 0x3ba55d, components: inside })).toBe(
      '<div class="container accented" style="--accent:#3ba55d;">' +
        '<div class="markdown">one</div><div class="markdown">two</div></div>',
    );
  });

  test.each([[undefined], [null], [-1], [0x1000000], ["red;background:url(x)"]])("has no colour from %j", (colour) => {
    const drawn = htmlOfComponent({ type: 17, accent_color: colour, components: [] });
    expect(drawn).toBe('<div class="container"></div>');
  });

  test("black is a colour", () => {
    expect(htmlOfComponent({ type: 17, accent_color: 0, components: [] })).toContain("--accent:#000000;");
  });
});

describe("a section", () => {
  test("has its texts beside its accessory", () => {
    const accessory = { type: 11, media: { url: "attachment://a.png" }, description: "A cat" };
    const drawn = htmlOfComponent({ type: 9, components: [{ type: 10, content: "text" }], accessory }, [
      picture("a.png"),
    ]);
    expect(drawn).toBe(
      '<div class="section"><div class="texts"><div class="markdown">text</div></div><div class="accessory">' +
        '<div class="thumbnail"><a class="media" href="https://cdn.example/a.png" target="_blank" rel="noreferrer noopener">' +
        '<img src="https://cdn.example/a.png" alt="A cat" title="A cat" loading="lazy"/></a></div></div></div>',
    );
  });

  test("takes a button too", () => {
    const accessory = { type: 2, style: 2, label: "More", custom_id: "more" };
    expect(htmlOfComponent({ type: 9, components: [], accessory })).toContain(
      '<div class="accessory"><button type="button" class="button secondary">',
    );
  });
});

describe("a file", () => {
  test("can be fetched under its name, and says its size", () => {
    const report = { ...picture("report.pdf"), contentType: "application/pdf", size: 1_572_864 };
    const drawn = htmlOfComponent({ type: 13, file: { url: "attachment://report.pdf" } }, [report]);
    expect(drawn).toContain(
      '<a class="link" href="https://cdn.example/report.pdf" download="report.pdf">report.pdf</a>',
    );
    expect(drawn).toContain("<small>1.50 MB</small>");
  });

  test("with sound can be heard in place", () => {
    const voice = { ...picture("voice.wav"), contentType: "audio/wav" };
    expect(htmlOfComponent({ type: 13, file: { url: "attachment://voice.wav" } }, [voice])).toContain(
      '<audio src="https://cdn.example/voice.wav" controls preload="metadata">',
    );
  });
});

describe("a button", () => {
  test.each([
    [
      { style: 1, label: "Go", custom_id: "a" },
      '<button type="button" class="button primary"><span>Go</span></button>',
    ],
    [
      { style: 2, label: "Go", custom_id: "a" },
      '<button type="button" class="button secondary"><span>Go</span></button>',
    ],
    [
      { style: 3, label: "Go", custom_id: "a" },
      '<button type="button" class="button success"><span>Go</span></button>',
    ],
    [
      { style: 4, label: "Go", custom_id: "a", disabled: true },
      '<button type="button" class="button danger" disabled><span>Go</span></button>',
    ],
  ])("%j", (button, drawn) => {
    expect(htmlOfComponent({ type: 1, components: [{ type: 2, ...button }] })).toBe(
      `<div class="action-row">${drawn}</div>`,
    );
  });

  test("of the style link leads out, and only to the web", () => {
    const link = { type: 2, style: 5, label: "Out", url: "https://x.y/" };
    expect(htmlOfComponent(link)).toMatch(/^<a class="button secondary" href="https:\/\/x\.y\/" target="_blank"/);
    expect(htmlOfComponent({ ...link, url: "javascript:alert(1)" })).toMatch(/^<figure class="unknown">/);
  });

  test("says which one was pressed", () => {
    const pressed: string[] = [];
    const press = handlerOf(drawButton, { style: 1, label: "Go", custom_id: "again:7" }, "onClick", {
      onPress: (customId) => pressed.push(customId),
    });
    press({});
    expect(pressed).toEqual(["again:7"]);
  });
});

describe("a select menu", () => {
  const menu = {
    type: 3,
    custom_id: "size",
    options: [
      { label: "Small", value: "s", description: "1K" },
      { label: "Large", value: "l" },
    ],
  };

  test("offers its options below its placeholder", () => {
    expect(htmlOfComponent({ ...menu, placeholder: "Which size?" })).toBe(
      '<select class="select" aria-label="Which size?"><option value>Which size?</option>' +
        '<option value="s">Small – 1K</option><option value="l">Large</option></select>',
    );
  });

  test("says what was chosen", () => {
    const chosen: unknown[] = [];
    const choose = handlerOf(drawSelect, { ...menu, max_values: 2 }, "onChange", {
      onSelect: (customId, values) => chosen.push(customId, values),
    });
    choose({ currentTarget: { selectedOptions: [{ value: "s" }, { value: "l" }] } });
    expect(chosen).toEqual(["size", ["s", "l"]]);
  });
});

describe("what the renderer does not know", () => {
  test.each([
    ["a type of tomorrow", { type: 99, text: "<b>" }],
    ["no type", { content: "x" }],
    ["a type that is a word", { type: "10", content: "x" }],
    ["no component", "just a word"],
    ["nothing", null],
    ["a text without content", { type: 10 }],
    ["a container without components", { type: 17, components: {} }],
    ["a section without accessory", { type: 9, components: [] }],
    ["an empty gallery", { type: 12, items: [] }],
    ["a file that is not there", { type: 13, file: { url: "attachment://gone.png" } }],
    ["a thumbnail from nowhere", { type: 11, media: { url: "file:///etc/passwd" } }],
    ["a separator, which the bot never sends", { type: 14 }],
    ["a container that hides", { type: 17, spoiler: true, components: [] }],
    ["a button with an emoji", { type: 2, style: 2, emoji: { name: "🔁" }, custom_id: "x" }],
    ["a button of no style", { type: 2, custom_id: "x", label: "x" }],
    ["a select without id", { type: 3, options: [] }],
  ])("is shown with its JSON: %s", (_, component) => {
    const drawn = htmlOfComponent(component);
    const json = JSON.stringify(component, null, 2)
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll('"', "&quot;");
    expect(drawn).toMatch(/^<figure class="unknown">/);
    expect(drawn).toContain(`<code>${json}</code>`);
  });

  test("does not take its neighbours with it", () => {
    const drawn = htmlOfComponent({ type: 17, components: [{ type: 99 }, { type: 10, content: "still here" }] });
    expect(drawn).toContain('<div class="markdown">still here</div>');
  });
});

test("a video is a player", () => {
  expect(htmlOfComponent({ type: 12, items: [{ media: { url: "attachment://a.mp4" } }] }, [clip("a.mp4")])).toContain(
    '<video src="https://cdn.example/a.mp4" controls preload="metadata" playsinline aria-label="Video">',
  );
});

/** The handler that a component was drawn with, without a browser around it. */
function handlerOf(
  draw: Draw,
  component: object,
  name: string,
  hooks: Pick<Partial<typeof viewer>, "onPress" | "onSelect">,
): (event: unknown) => void {
  const context = { viewer: { ...viewer, ...hooks }, attachments: [] };
  const drawn = asFields(draw(asFields(component) ?? {}, context, () => null));
  return asFields(drawn?.["props"])?.[name] as (event: unknown) => void;
}
