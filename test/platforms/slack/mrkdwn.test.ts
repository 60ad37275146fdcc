// If this breaks: a prompt can mention the whole workspace, hide a link, or draw itself as part of the card.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escape, markup } from "../../../src/platforms/slack/draw/mrkdwn.ts";
import { richLine, richQuote, wordsOf } from "../../../src/platforms/slack/draw/rich-text.ts";
import { channel, code, command, date, link, messageLink, person, say, strong } from "../../../src/wording/text.ts";
import { visible } from "../../../src/wording/visible.ts";
import { GUILD } from "../../../src/wording/platform-terms.ts";
import { partsOf } from "./judges.ts";
import { eachBecomes } from "../../each-becomes.ts";

const VOICE = { prefix: "mv-" };

const nasty = fc.string({
  unit: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(..."`*_~|<>@#&:;!-. \n\tab1".split("")) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "<!channel>",
        "<@U123>",
        "<https://x.y|z>",
        "&lt;!here&gt;",
        "```",
        ":fire:",
        "\u202E",
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 3 }) },
  ),
  maxLength: 40,
});

const LOOKALIKES: Readonly<Record<string, string>> = { "‵": "`", "∗": "*", "∼": "~", "⎽": "_", "∶": ":", "›": ">" };

/** What a reader takes it for. */
const seen = (drawn: string): string =>
  drawn
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/[‵∗∼⎽∶›]/g, (sign) => LOOKALIKES[sign] ?? sign);

/** What Slack could take for a beginning: https://docs.slack.dev/messaging/formatting-message-text */
const LIVE =
  /[<>`]|&(?!(?:amp|lt|gt);)|(?<![\p{L}\p{N}])[*~_](?=\S)|(?<=\S)[*~_](?![\p{L}\p{N}])|:[\p{L}\p{N}_+'-]+:|^\s*&gt;/u;

describe("escaped", () => {
  test("a text keeps every sign, and none of them has a meaning", () => {
    fc.assert(
      fc.property(nasty, (typed) => {
        const drawn = escape(typed);
        expect(drawn).not.toMatch(LIVE);
        expect(seen(drawn)).toBe(seen(visible(typed).replaceAll(/\s+/g, " ").replaceAll("&", "&amp;")));
      }),
      { numRuns: 3_000 },
    );
  });

  eachBecomes(escape, [
    ["<!channel> and <@U123>", "&lt;!channel&gt; and &lt;@U123&gt;"],
    ["&lt;!here&gt;", "&amp;lt;!here&amp;gt;"],
    ["*bold* _it_ ~gone~ `code`", "∗bold∗ ⎽it⎽ ∼gone∼ ‵code‵"],
    ["> a quotation", "› a quotation"],
    ["negative_prompt, 2 * 3, 16:9", "negative_prompt, 2 * 3, 16:9"],
    [":fire: at 16:9", "∶fire: at 16:9"],
    ["a red fox, 3/4 view - it's 100% snow!", "a red fox, 3/4 view - it's 100% snow!"],
  ]);
});

test("one line of markup stays one line, and holds no mention but ours", () => {
  fc.assert(
    fc.property(nasty, nasty, (a, b) => {
      const line = markup(say`${a} and ${code(b)} and ${strong(a)} by ${person("U42")}`, VOICE);
      expect(line).not.toContain("\n");
      expect(line.replace(/<@U42>$/, "")).not.toMatch(/[<>]/);
    }),
  );
});

test("in rich text nothing from outside is anything but text", () => {
  fc.assert(
    fc.property(nasty, nasty, (a, b) => {
      const elements = richLine(say`${a}${code(b)}${strong(a)}${link(b, a)}`, VOICE);
      expect(partsOf(elements).filter(({ type }) => type !== "text" && type !== "link")).toEqual([]);
      for (const { text } of partsOf(elements)) expect(text).not.toMatch(/[\n\u202E]|^$/);
      const [quoted] = partsOf(richQuote(a).elements);
      expect(quoted).toEqual({ type: "text", text: visible(a) });
    }),
  );
});

test("a link leads to the web or nowhere", () => {
  expect(markup([link("here", "https://a.example/?x=1&y=<2>")], VOICE)).toBe(
    "<https://a.example/?x=1&amp;y=%3C2%3E|here>",
  );
  for (const url of ["javascript:alert(1)", "slack://user?id=U1", "nonsense"]) {
    expect(markup([link("here", url)], VOICE)).toBe("here");
    expect(richLine([link("here", url)], VOICE)).toEqual([{ type: "text", text: "here" }]);
  }
  expect(markup([link("a|b>", "https://a.example/")], VOICE)).toBe("<https://a.example/|a|b&gt;>");
});

test("what Slack has of its own is drawn as that", () => {
  const at = Date.UTC(2026, 10, 21, 12);
  const line = say`${person("U1")} in ${channel("C2")} on ${date(at)}: ${command("budget set")} in this ${GUILD}`;
  expect(markup(line, VOICE)).toBe(
    "<@U1> in <#C2> on <!date^1795262400^{date_short_pretty} at {time}|2026-11-21T12:00:00.000Z>: `/mv-budget set` in this workspace",
  );
  expect(richLine(line, VOICE).map(({ type }) => type)).toEqual([
    "user",
    "text",
    "channel",
    "text",
    "date",
    "text",
    "text",
    "text",
    "text",
  ]);
  expect(wordsOf(say`${command("budget set")} in this ${GUILD}`, VOICE)).toBe("/mv-budget set in this workspace");
  const place = { guildId: "T1", channelId: "C2", messageId: "1795262400.000100" };
  expect(richLine([messageLink("its card", place)], VOICE)).toEqual([
    { type: "link", url: "https://slack.com/archives/C2/p1795262400000100", text: "its card" },
  ]);
});
