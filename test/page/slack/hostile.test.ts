// If this breaks: a prompt, a file's name or an answer of the API can run in the browser of whoever opens the demo.

import { h } from "preact";
import { Modal } from "../../../sim/page/slack/form/modal.ts";
import { html, htmlOfMessage, nasty } from "./drawn.ts";
import { form } from "./form-view.ts";
import { viewer } from "./payloads.ts";
import { hostileContract } from "../hostile-contract.ts";

const texts = (text: string): Record<string, unknown> => ({ type: "mrkdwn", text });

const inlines = (text: string): readonly object[] => [
  { type: "text", text },
  { type: "link", url: text, text },
  { type: "user", user_id: text },
  { type: "emoji", name: text, unicode: text },
  { type: "color", value: text },
  { type: "date", timestamp: 1, format: text, url: text, fallback: text },
  { type: text },
];

const optionOf = (text: string): object => ({ text: { type: "plain_text", text }, value: text, url: text });

const blocksOf = (text: string): readonly object[] => [
  {
    type: "section",
    text: texts(text),
    fields: [texts(text)],
    accessory: { type: "overflow", options: [optionOf(text)] },
  },
  { type: "header", text: { type: "plain_text", text } },
  { type: "image", image_url: text, alt_text: text, title: texts(text) },
  { type: "image", slack_file: { id: text }, alt_text: text },
  { type: "rich_text", elements: [{ type: "rich_text_section", elements: inlines(text) }] },
  { type: "task_card", title: text, status: "complete", sources: [{ url: text, text }] },
  { type: "actions", elements: [{ type: "button", text: texts(text), url: text, style: text, action_id: text }] },
  {
    type: "input",
    label: texts(text),
    hint: texts(text),
    element: { type: "static_select", options: [optionOf(text)], initial_option: optionOf(text) },
  },
  {
    type: "input",
    label: texts(text),
    element: { type: "plain_text_input", initial_value: text, placeholder: texts(text) },
  },
  { type: "data_table", caption: text, rows: [[{ type: "raw_text", text }]] },
  { type: text, [text]: text },
];

const file = (text: string, mimetype: string): Parameters<typeof htmlOfMessage>[0]["files"] => [
  { id: text, name: text, title: text, url: "https://files.example/a", mimetype, size: 1, altText: text },
];

/** Everything with `text` wherever somebody else may have chosen the words. */
const drawnOf = (text: string): string =>
  htmlOfMessage({
    author: { name: text, bot: true },
    text,
    blocks: blocksOf(text),
    files: [...(file(text, "image/png") ?? []), ...(file(text, "video/mp4") ?? []), ...(file(text, text) ?? [])],
  }) +
  htmlOfMessage({ text }) +
  html(
    h(Modal, {
      view: { ...form, title: text, submit: text, blocks: blocksOf(text) },
      viewer,
      onSubmit: () => undefined,
      onClose: () => undefined,
    }),
  );

hostileContract({
  drawnOf,
  nasty,
  runs: 300,
  tags:
    "a article blockquote button code details div em figcaption figure footer form h2 header hr img input label li ol path " +
    "pre s small span strong summary svg table tbody td textarea th thead time tr u ul video",
  attributes:
    "alt aria-autocomplete aria-controls aria-describedby aria-expanded aria-haspopup aria-hidden aria-label aria-labelledby " +
    "aria-level aria-modal autocomplete checked class controls d datetime disabled download for height hidden id loading " +
    "noValidate novalidate open placeholder playsinline preload rel role rows scope start tabindex target title type value viewBox width",
  href: /^(?:https?:\/\/|mailto:|tel:)/,
  style: /^--(?:hue:\d+|bar:(?:#[0-9a-f]{6}|var\(--border-strong\))|swatch:#[0-9a-f]{6});$/i,
  files: "https://files.example/a",
});
