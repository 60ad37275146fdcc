// If this breaks: a text looks otherwise on the page than in Slack, and what an app gets wrong is not seen.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escape } from "../../../src/platforms/slack/draw/mrkdwn.ts";
import { parseMrkdwn } from "../../../sim/page/slack/text/mrkdwn.ts";
import { visible } from "../../../src/wording/visible.ts";
import type { MarkNode } from "../../../sim/page/slack/text/mark-node.ts";
import { htmlOfText, nasty, wordsOf } from "./drawn.ts";
import { NOW, viewer } from "./payloads.ts";
import { link } from "../link.ts";
import { eachBecomes } from "../../each-becomes.ts";

describe("a line", () => {
  eachBecomes(htmlOfText, [
    ["*strong* _em_ ~gone~ `code`", "<strong>strong</strong> <em>em</em> <s>gone</s> <code>code</code>"],
    ["*_both_*", "<strong><em>both</em></strong>"],
    [
      "(*in brackets*), *before a comma*, *end*.",
      "(<strong>in brackets</strong>), <strong>before a comma</strong>, <strong>end</strong>.",
    ],
    ["snake_case_name and 2*3*4", "snake_case_name and 2*3*4"],
    ["* not strong *", "* not strong *"],
    ["**not Slack's way**", "**not Slack's way**"],
    ["*never closed", "*never closed"],
    ["*not over\na line*", "*not over\na line*"],
    ["`*not strong* &lt;b&gt;`", "<code>*not strong* &lt;b></code>"],
    ["*a `*` b*", "<strong>a <code>*</code> b</strong>"],
    ["1 &lt; 2 &amp;amp; 3", "1 &lt; 2 &amp;amp; 3"],
    ["```\nx = *1*\n```after", "<pre><code>x = *1*</code></pre>after"],
    ["> one\n&gt; two\nthree", "<blockquote>one\ntwo</blockquote>three"],
    ["&gt;&gt;&gt; one\ntwo", "<blockquote>one\ntwo</blockquote>"],
    ["a &gt; b", "a > b"],
  ]);
});

describe("emoji", () => {
  eachBecomes(htmlOfText, [
    ["🦊", '<span class="emoji">🦊</span>'],
    [":tada: 12:30:45", ":tada: 12:30:45"],
  ]);

  test("are all that a plain text has", () => {
    expect(htmlOfText("*x* <@U0BO> 🎉", "plain")).toBe('*x* &lt;@U0BO> <span class="emoji">🎉</span>');
  });
});

describe("names", () => {
  eachBecomes(htmlOfText, [
    ["<@U0ADA>", '<span class="mention" title="U0ADA">@Ada</span>'],
    ["<@U0BO>", '<span class="mention own" title="U0BO">@Bo</span>'],
    [
      "<@U0WHO|cy> <@U0WHO>",
      '<span class="mention" title="U0WHO">@cy</span> <span class="mention" title="U0WHO">@unknown-user</span>',
    ],
    ["<#C0STUDIO|old-name>", '<span class="mention" title="C0STUDIO">#studio</span>'],
    ["&lt;@U0BO&gt; @here <@nobody> <!nothing>", "&lt;@U0BO> @here &lt;@nobody> &lt;!nothing>"],
  ]);
});

describe("links", () => {
  eachBecomes(htmlOfText, [
    ["<https://x.y/?a=1&amp;b=2|a *label*>", link("https://x.y/?a=1&amp;b=2", "a *label*")],
    ["<https://x.y/>", link("https://x.y/", "https://x.y/")],
    ["<mailto:a@b.c|mail> <mailto:a@b.c>", `${link("mailto:a@b.c", "mail")} ${link("mailto:a@b.c", "a@b.c")}`],
    ["see https://x.y/a.", `see ${link("https://x.y/a", "https://x.y/a")}.`],
    ["*<https://x.y/|bold>*", `<strong>${link("https://x.y/", "bold")}</strong>`],
    ["<javascript:alert(1)|x>", "&lt;javascript:alert(1)|x>"],
    ["<data:text/html,x>", "&lt;data:text/html,x>"],
  ]);

  test("of bare addresses are not made where the text object does not want them", () => {
    expect(htmlOfText("https://x.y/ <https://x.y/|l>", "verbatim")).toBe(`https://x.y/ ${link("https://x.y/", "l")}`);
  });

  test("to a place of Slack's own can lead to where the page shows it", () => {
    const by = { ...viewer, hrefOf: (url: string) => (url.includes("slack.com") ? "#F1" : undefined) };
    expect(htmlOfText("<https://a.slack.com/files/U1/F1/a.png|Picture 1>", "mrkdwn", by)).toContain(
      'href="#F1" title=',
    );
  });
});

const SECONDS = NOW / 1_000;

describe("a date", () => {
  test("is shown where the reader is, in the reader's words", () => {
    const text = `<!date^${SECONDS}^{date_long} {time_secs}|never>`;
    expect(wordsOf(htmlOfText(text))).toBe("Friday, November 20th, 2026 2:41:30 PM");
    const berlin = { ...viewer, locale: "de-DE", timeZone: "Europe/Berlin" };
    expect(wordsOf(htmlOfText(text, "mrkdwn", berlin))).toBe("Freitag, 20. November 2026 15:41:30");
    expect(wordsOf(htmlOfText(`<!date^${SECONDS}^{date_short_pretty}|never>`, "mrkdwn", berlin))).toBe("Heute");
  });

  test.each([
    [0, "{date_long}", "Friday, November 20th, 2026"],
    [0, "{date_short_pretty} at {time}", "Today at 2:41 PM"],
    [-86_400, "since {date_short_pretty}", "since yesterday"],
    [86_400, "{date_short_pretty}", "Tomorrow"],
    [-2 * 86_400, "{date_short_pretty}", "Nov 18, 2026"],
    [-2 * 86_400, "{day_divider_pretty}", "Wednesday, November 18th"],
    [-400 * 86_400, "{day_divider_pretty}", "Thursday, October 16th, 2025"],
  ])("%i seconds from now as %s", (distance, format, read) => {
    expect(wordsOf(htmlOfText(`<!date^${SECONDS + distance}^${format}|never>`))).toBe(read);
  });

  test("that cannot be shown is replaced by what the app gave for it", () => {
    expect(htmlOfText(`<!date^${SECONDS}^{time} {constructor}|some day>`)).toBe("some day");
    expect(htmlOfText(`<!date^9e99^{time}|some day>`)).toBe("&lt;!date^9e99^{time}|some day>");
  });

  test("may be a link", () => {
    expect(htmlOfText(`<!date^${SECONDS}^{time}^https://x.y/|never>`)).toContain('href="https://x.y/"');
  });
});

/** All that is shown, whatever it means. */
function shown(nodes: readonly MarkNode[]): string {
  const parts = nodes.map((node) => {
    if ("text" in node) return node.text;
    if ("children" in node) return shown(node.children);
    return `⟨${node.kind}⟩`;
  });
  return parts.join("");
}

const letters = (text: string): string => text.replaceAll(/[^a-z]/g, "");

test("whatever is typed loses none of its letters", () => {
  const plain = fc.string({ unit: fc.constantFrom(..."abc*_~`> \n".split("")), maxLength: 60 });
  fc.assert(
    fc.property(plain, (text) => {
      expect(letters(shown(parseMrkdwn(text)))).toBe(letters(text));
    }),
    { numRuns: 2_000 },
  );
});

/** Signs that would begin something are written as others that look like them, so that they alone may differ. */
const plainOf = (text: string): string => text.replaceAll(/[^\p{L}\p{N}\p{Extended_Pictographic}]/gu, " ");

test("what the bot escapes is shown letter by letter, and means nothing", () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const nodes = parseMrkdwn(escape(text), true);
      expect(nodes.map(({ kind }) => kind).filter((kind) => kind !== "text" && kind !== "emoji")).toEqual([]);
      expect(plainOf(shown(nodes))).toBe(plainOf(visible(text).replaceAll(/\s+/g, " ")));
    }),
    { numRuns: 3_000 },
  );
});
