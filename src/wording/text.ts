// What a person reads, before any platform's markup. Plain strings are always escaped by the platform that draws them, so
// that nothing a person typed, and nothing an API said, can become a mention, a link or a heading.

import type { PlatformName } from "../domain/messages/invocation.ts";

export type Span =
  | string
  /** An option's name or value, as one would type it. */
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong"; readonly text: string }
  /** As one types it, with its slash: a platform may have other names for the commands. */
  | { readonly kind: "command"; readonly text: string }
  /** What the platforms have different words for. */
  | { readonly kind: "varied"; readonly on: Readonly<Record<PlatformName, Text>> }
  /** A moment, in milliseconds since the epoch: ticking where the platform can, or as a date in the reader's own zone. */
  | { readonly kind: "time"; readonly at: number; readonly as: "ticking" | "date" }
  | { readonly kind: "link"; readonly text: string; readonly url: string }
  | { readonly kind: "person"; readonly userId: string }
  | { readonly kind: "role"; readonly roleId: string }
  | { readonly kind: "channel"; readonly channelId: string }
  /** Leads to a message of the same guild. */
  | { readonly kind: "message"; readonly text: string; readonly at: MessagePlace };

export interface MessagePlace {
  readonly guildId: string;
  readonly channelId: string;
  readonly messageId: string;
}

/** One line. */
export type Text = readonly Span[];

/** say`Up to ${strong("$0.02")}`: a line of spans; what is put in is escaped like everything else. */
export function say(strings: TemplateStringsArray, ...values: readonly (Span | Text | number)[]): Text {
  return strings.flatMap((string, index) => {
    const value = values[index];
    const spans = value === undefined ? [] : asSpans(value);
    return string === "" ? spans : [string, ...spans];
  });
}

function asSpans(value: Span | Text | number): Text {
  if (typeof value === "number") return [String(value)];
  return isText(value) ? value : [value];
}

const isText = (value: Span | Text): value is Text => Array.isArray(value);

export const code = (text: string): Span => ({ kind: "code", text });
export const strong = (text: string): Span => ({ kind: "strong", text });
/** `budget set` */
export const command = (name: string): Span => ({ kind: "command", text: `/${name}` });
export const varied = (on: Readonly<Record<PlatformName, Text>>): Span => ({ kind: "varied", on });
export const ticking = (at: number): Span => ({ kind: "time", at, as: "ticking" });
export const date = (at: number): Span => ({ kind: "time", at, as: "date" });
export const link = (text: string, url: string): Span => ({ kind: "link", text, url });
export const person = (userId: string): Span => ({ kind: "person", userId });
export const role = (roleId: string): Span => ({ kind: "role", roleId });
export const channel = (channelId: string): Span => ({ kind: "channel", channelId });
export const messageLink = (text: string, at: MessagePlace): Span => ({ kind: "message", text, at });

/** `a`, `b` and `c` */
export function listed(spans: readonly Span[], word: "and" | "or"): Text {
  return spans.flatMap((span, index) => {
    if (index === 0) return [span];
    return [index === spans.length - 1 ? ` ${word} ` : ", ", span];
  });
}

/** Lines joined by a middle dot, for small print. */
export const dotted = (lines: readonly Text[]): Text =>
  lines.flatMap((line, index) => (index === 0 ? line : [" · ", ...line]));

/** A sentence out of a model's own file, where names stand in backticks. */
export const fromDocument = (sentence: string): Text =>
  `${sentence}${/[.!?]$/.test(sentence) ? "" : "."}`
    .split("`")
    .flatMap((part, index) => (part === "" ? [] : [index % 2 === 1 ? code(part) : part]));
