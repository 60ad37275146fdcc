// If this breaks: a prompt, a file's name or an answer of the API can run in the browser of whoever opens the demo.

import fc from "fast-check";
import { expect, test } from "vitest";
import { htmlOfMessage, nasty } from "./drawn.ts";

/** A message with `text` wherever somebody else may have chosen the words. */
const messageOf = (text: string): Parameters<typeof htmlOfMessage>[0] => ({
  author: { name: text, bot: true },
  above: { kind: "command", by: { name: text, bot: false }, command: text },
  flags: 0,
  content: text,
  attachments: [
    { filename: text, url: "https://cdn.example/a", contentType: "image/png", size: 1, description: text },
    { filename: text, url: "https://cdn.example/b", contentType: text, size: 1 },
  ],
  embeds: [
    {
      title: text,
      url: text,
      description: text,
      author: { name: text, url: text, icon_url: text },
      fields: [{ name: text, value: text }],
      footer: { text, icon_url: text },
      image: { url: text },
      timestamp: text,
    },
    { [text]: text },
  ],
  components: [
    { type: 17, accent_color: text, components: [{ type: 10, content: text }] },
    { type: 12, items: [{ media: { url: `attachment://${text}` }, description: text }, { media: { url: text } }] },
    { type: 1, components: [{ type: 2, style: 1, label: text, custom_id: text, emoji: { name: text, id: text } }] },
    { type: 1, components: [{ type: 2, style: 5, label: text, url: text }] },
    { type: 3, custom_id: text, placeholder: text, options: [{ label: text, value: text, description: text }] },
    { type: 99, [text]: text },
  ],
});

const ATTRIBUTE = /\s([A-Za-z-]+)(?:="([^"]*)")?/g;
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s[A-Za-z-]+(?:="[^"]*")?)*)\/?>/g;

const TAGS = new Set(
  "a article audio blockquote button code div em figcaption figure footer h2 header hr img li ol option path pre s select small span strong svg time u ul video".split(
    " ",
  ),
);

const ATTRIBUTES = new Set(
  (
    "alt aria-hidden aria-label aria-level class controls d data-language datetime disabled download inert loading " +
    "multiple playsinline preload rel role selected start tabindex target title type value viewBox"
  ).split(" "),
);

/** What stands in the document although nothing that somebody wrote may put it there. */
function intruders(drawn: string): readonly string[] {
  const tags = Array.from(drawn.matchAll(TAG), ([, , tag = "", attributes = ""]) => ({ tag, attributes }));
  const attributes = tags.flatMap((tag) => Array.from(tag.attributes.matchAll(ATTRIBUTE)));
  return [
    // Between the tags that can be read there is no sign left that would begin another.
    ...(drawn.replaceAll(TAG, "").match(/<.{0,20}/gs) ?? []),
    ...tags.map(({ tag }) => tag).filter((tag) => !TAGS.has(tag)),
    ...attributes.filter(([, name = "", value = ""]) => !isHarmless(name, value)).map(([all]) => all),
  ];
}

function isHarmless(name: string, value: string): boolean {
  if (name === "href" || name === "src") return /^https?:\/\//.test(value);
  if (name === "style") return /^--(?:hue:\d+|accent:(?:#[0-9a-f]{6}|var\(--border-strong\)));$/.test(value);
  return ATTRIBUTES.has(name);
}

test("no text becomes a tag, an attribute or an address to run", () => {
  fc.assert(
    fc.property(nasty, (text) => {
      expect(intruders(htmlOfMessage(messageOf(text)))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test.each(["<b>x</b>", '<img src="x" onerror="y">', "<a href='x'>", "<!-- x", '<p style="color:red">'])(
  "an intruder would be found: %s",
  (planted) => {
    expect(intruders(`<div>${planted}</div>`)).not.toEqual([]);
  },
);

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " javascript:alert(1)",
  "data:text/html,<script>",
  "vbscript:x",
  "//evil.example",
])("%j is nowhere an address", (url) => {
  expect(htmlOfMessage(messageOf(url))).not.toMatch(/(?:href|src)="(?!https:\/\/cdn\.example\/[ab]")/);
});
