// If this breaks: the page and the README show a card that Discord would draw otherwise, and nobody learns of it.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../../sim/page/discord/markdown/markdown.ts";
import type { MarkdownNode } from "../../sim/page/discord/markdown/markdown-node.ts";
import { htmlOfText, nasty } from "./drawn.ts";
import { link } from "./link.ts";
import { eachBecomes } from "../each-becomes.ts";

describe("a line", () => {
  eachBecomes(htmlOfText, [
    ["**strong** *em* _em_", "<strong>strong</strong> <em>em</em> <em>em</em>"],
    ["***both***", "<strong><em>both</em></strong>"],
    ["__under *in*__ ~~gone~~", "<u>under <em>in</em></u> <s>gone</s>"],
    ["snake_case_name and 2*3*4", "snake_case_name and 2<em>3</em>4"],
    ["**never closed", "**never closed"],
    ["`**not strong**`", "<code>**not strong**</code>"],
    ["``with ` inside``", "<code>with ` inside</code>"],
    ["\\*\\*not strong\\*\\*", "**not strong**"],
    ["**a\\*\\*b**", "<strong>a**b</strong>"],
    ["¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯"],
    ["❤️ \\:smile:", '<span class="emoji">❤️</span> :smile:'],
    ["**over\ntwo lines**", "<strong>over\ntwo lines</strong>"],
  ]);
});

describe("names", () => {
  eachBecomes(htmlOfText, [
    ["<@7> <@!7>", '<span class="mention" title="7">@Bo</span> <span class="mention" title="7">@Bo</span>'],
    ["<@&8> <#9>", '<span class="mention" title="8">@Artists</span> <span class="mention" title="9">#studio</span>'],
    ["<@404>", '<span class="mention" title="404">@unknown-user</span>'],
    ["@everyone", '<span class="mention">@everyone</span>'],
    ["</budget set:12>", '<span class="mention">/budget set</span>'],
    ["\\<@7> \\@everyone", "&lt;@7> @everyone"],
  ]);
});

describe("links", () => {
  eachBecomes(htmlOfText, [
    ["[label](https://x.y/z)", link("https://x.y/z", "label")],
    ["[**la\\]bel**](<https://x.y/z>)", link("https://x.y/z", "<strong>la]bel</strong>")],
    ["see https://x.y/a(b).", `see ${link("https://x.y/a(b)", "https://x.y/a(b)")}.`],
    ["(https://x.y/a)", `(${link("https://x.y/a", "https://x.y/a")})`],
    ["<https://x.y/>", link("https://x.y/", "https://x.y/")],
  ]);

  test.each([
    ["[label](javascript:alert(1))", "[label](javascript:alert(1))"],
    ["[label](data:text/html,x)", "[label](data:text/html,x)"],
    ["https\\://x.y", "https://x.y"],
    [
      "[https\\://bank.example](https://evil.example/)",
      `[https://bank.example](${link("https://evil.example/", "https://evil.example/")})`,
    ],
  ])("%j hides nothing", (text, drawn) => {
    expect(htmlOfText(text)).toBe(drawn);
  });
});

describe("lines with a sign in front", () => {
  eachBecomes(htmlOfText, [
    ["### Title\ntext", '<div class="heading of-3" role="heading" aria-level="6">Title</div>text'],
    ["#no title", "#no title"],
    ["text # no title", "text # no title"],
    ["-# small **print**", "<small>small <strong>print</strong></small>"],
    ["> one\n> two\nafter", "<blockquote>one\ntwo</blockquote>after"],
    [">>> one\ntwo", "<blockquote>one\ntwo</blockquote>"],
    [">not quoted", ">not quoted"],
    ["> one\n>\n> two", "<blockquote>one</blockquote>>\n<blockquote>two</blockquote>"],
    [
      "- one\n- two\n  - in\n  still two\nafter",
      "<ul><li>one</li><li>two\n<ul><li>in</li></ul>still two</li></ul>after",
    ],
    ["3. three\n4. four", '<ol start="3"><li>three</li><li>four</li></ol>'],
    ["\\# no\n\\- list", "# no\n- list"],
    ["```ts\nconst a = `b`;\n```\nafter", "<pre><code>const a = `b`;</code></pre>after"],
    [
      "> # quoted title",
      '<blockquote><div class="heading of-1" role="heading" aria-level="4">quoted title</div></blockquote>',
    ],
  ]);
});

/** What a reader sees of it, letter by letter. */
const seen = (nodes: readonly MarkdownNode[]): string =>
  nodes.map((node) => ("text" in node ? node.text : `⟨${node.kind}⟩`)).join("");

const letters = (text: string): string => text.replaceAll(/[^a-z]/g, "");

/** All that is shown, whatever it means. */
function shown(nodes: readonly MarkdownNode[]): string {
  const parts = nodes.map((node) => {
    if ("text" in node) return node.text;
    if ("children" in node) return shown(node.children);
    return "items" in node ? node.items.map(shown).join("") : "";
  });
  return parts.join("");
}

describe("whatever somebody typed", () => {
  test("comes out letter by letter once every sign is escaped", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const escaped = text.replace(/[^0-9A-Za-z\s]/gu, "\\$&");
        expect(seen(parseMarkdown(escaped))).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test("loses none of its letters and digits without it", () => {
    const plain = fc.string({ unit: fc.constantFrom(..."abc*_~|`#>- \n".split("")), maxLength: 60 });
    fc.assert(
      fc.property(plain, (text) => {
        // Behind three backticks a word and a line break name a language, which is not shown.
        fc.pre(!/```[a-z_]/.test(text));
        expect(letters(shown(parseMarkdown(text)))).toBe(letters(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
