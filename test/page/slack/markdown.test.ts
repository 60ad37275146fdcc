// If this breaks: a markdown block is read as mrkdwn, which is another language with the same signs.

import { expect, test } from "vitest";
import { htmlOfText } from "./drawn.ts";

const link = (url: string, label: string): string =>
  `<a class="link" href="${url}" target="_blank" rel="noreferrer noopener" title="${url}">${label}</a>`;

test.each([
  [
    "**strong** __strong__ *em* _em_ ~~gone~~ `code`",
    "<strong>strong</strong> <strong>strong</strong> <em>em</em> <em>em</em> <s>gone</s> <code>code</code>",
  ],
  ["***both***", "<strong><em>both</em></strong>"],
  ["snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"],
  ["\\*not em\\* \\_", "*not em* _"],
  ["`` a ` b ``", "<code> a ` b </code>"],
  [
    "[a **label**](https://x.y/) ![alt](https://x.y/p.png)",
    `${link("https://x.y/", "a <strong>label</strong>")} ${link("https://x.y/p.png", "alt")}`,
  ],
  ["[x](javascript:alert(1))", "[x](javascript:alert(1))"],
  ["## Title\n\ntext", '<div class="heading of-2" role="heading" aria-level="5">Title</div>text'],
  ["before\n\n---\n\nafter", "before<hr/>after"],
  ["> quoted\n> **still**\n\nafter", "<blockquote>quoted\n<strong>still</strong></blockquote>after"],
  ["- one\n- two\n  - in\n\nafter", "<ul><li>one</li><li>two\n<ul><li>in</li></ul></li></ul>after"],
  ["3. three\n4. four", '<ol start="3"><li>three</li><li>four</li></ol>'],
  [
    "- [x] done\n- [ ] open",
    '<ul><li class="task"><input type="checkbox" checked disabled aria-label="Done"/>done</li>' +
      '<li class="task"><input type="checkbox" disabled aria-label="To do"/>open</li></ul>',
  ],
  ["```ts\nconst a = `b`;\n```\nafter", "<pre><code>const a = `b`;</code></pre>after"],
  [
    "| a | b \\| c |\n|---|:-:|\n| *1* | 2 |",
    '<div class="table-frame" role="group" tabindex="0" aria-label="Table"><table class="table"><thead><tr><th>a</th><th>b | c</th></tr></thead>' +
      "<tbody><tr><td><em>1</em></td><td>2</td></tr></tbody></table></div>",
  ],
])("%j", (text, drawn) => {
  expect(htmlOfText(text, "markdown")).toBe(drawn);
});
