// If this breaks: a prompt, a file's name or an answer of the API can run in the browser of whoever opens the demo.

import { htmlOfMessage, nasty } from "./drawn.ts";
import { hostileContract } from "./hostile-contract.ts";

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
  components: [
    { type: 17, accent_color: text, components: [{ type: 10, content: text }] },
    { type: 12, items: [{ media: { url: `attachment://${text}` }, description: text }, { media: { url: text } }] },
    { type: 1, components: [{ type: 2, style: 1, label: text, custom_id: text, emoji: { name: text, id: text } }] },
    { type: 1, components: [{ type: 2, style: 5, label: text, url: text }] },
    { type: 3, custom_id: text, placeholder: text, options: [{ label: text, value: text, description: text }] },
    { type: 99, [text]: text },
  ],
});

hostileContract({
  drawnOf: (text) => htmlOfMessage(messageOf(text)),
  nasty,
  runs: 500,
  tags:
    "a article audio blockquote button code div em figcaption figure footer h2 header hr img li ol option path pre s select " +
    "small span strong svg time u ul video",
  attributes:
    "alt aria-hidden aria-label aria-level class controls d datetime disabled download inert loading " +
    "multiple playsinline preload rel role selected start tabindex target title type value viewBox",
  href: /^https?:\/\//,
  style: /^--(?:hue:\d+|accent:(?:#[0-9a-f]{6}|var\(--border-strong\)));$/,
  files: "https://cdn.example/",
});
