import { h } from "preact";
import type { ComponentChild } from "preact";
import { drawAvatar } from "./author.ts";
import { formatMoment } from "../text/date-tokens.ts";
import { drawIcon } from "../../payload/icon.ts";
import type { ShownAuthor } from "../../payload/shown-author.ts";
import type { ShownMessage } from "./shown-message.ts";
import type { Viewer } from "../viewer.ts";

export interface ThreadSummary {
  readonly replies: number;
  /** Milliseconds since the epoch. */
  readonly lastAt: number;
  /** Each once, whoever replied first before the others. */
  readonly authors: readonly ShownAuthor[];
}

/** Undefined: nobody has replied. */
export function summarise(replies: readonly ShownMessage[]): ThreadSummary | undefined {
  const last = replies.at(-1);
  if (last === undefined) return undefined;
  const authors = [...new Map(replies.map(({ author }) => [author.name, author])).values()];
  return { replies: replies.length, lastAt: last.createdAt, authors };
}

/** More faces than these do not fit. */
const FACES = 5;

interface Around {
  readonly viewer: Viewer;
  readonly onOpen?: (() => void) | undefined;
}

/** Below a message: who replied, how often, and when last. */
export function drawThreadSummary(
  { replies, lastAt, authors }: ThreadSummary,
  { viewer, onOpen }: Around,
): ComponentChild {
  return h(
    "button",
    { type: "button", class: "thread-summary", onClick: onOpen, disabled: onOpen === undefined },
    h("span", { class: "faces" }, authors.slice(0, FACES).map(drawAvatar)),
    h("span", { class: "replies" }, countReplies(replies)),
    h("span", { class: "last" }, `Last reply ${decapital(formatMoment(lastAt, viewer))}`),
    h("span", { class: "view" }, "View thread", drawIcon("right")),
  );
}

export const countReplies = (count: number): string => (count === 1 ? "1 reply" : `${count} replies`);

/** "Today" begins a sentence elsewhere; a month's name keeps its letter. */
const decapital = (text: string): string => text.replace(/^(?:Today|Yesterday|Tomorrow)/, (word) => word.toLowerCase());
