import { h } from "preact";
import type { ComponentChildren } from "preact";
import { formatDay, isSameDay } from "../text/date-tokens.ts";
import { Message } from "./message.ts";
import type { ShownMessage } from "./shown-message.ts";
import type { ThreadSummary } from "./thread-summary.ts";
import type { Viewer } from "../viewer.ts";

interface TimelineEntry {
  readonly message: ShownMessage;
  readonly thread?: ThreadSummary | undefined;
}

interface TimelineProps {
  /** The oldest first. */
  readonly entries: readonly TimelineEntry[];
  readonly viewer: Viewer;
  /** A line where a day begins. Default: yes. */
  readonly days?: boolean;
  readonly onOpenThread?: (message: ShownMessage) => void;
}

/** Further apart, and the name is said again. */
const TOGETHER_MS = 5 * 60_000;

/** Messages below each other; those that one author sent in a row stand together. */
export function Timeline({ entries, viewer, days = true, onOpenThread }: TimelineProps): ComponentChildren {
  return entries.map(({ message, thread }, index) => {
    const before = entries[index - 1]?.message;
    const newDay = days && (before === undefined || !isSameDay(before.createdAt, message.createdAt, viewer));
    const drawn = h(Message, {
      message,
      viewer,
      thread,
      key: message.id,
      compact: !newDay && before !== undefined && belongTogether(before, message),
      onOpenThread: onOpenThread && (() => onOpenThread(message)),
    });
    return newDay ? [drawDay(message, viewer), drawn] : drawn;
  });
}

const drawDay = ({ createdAt, id }: ShownMessage, viewer: Viewer): ComponentChildren =>
  h(
    "div",
    { class: "day", key: `${id}/day` },
    h("span", { role: "heading", "aria-level": 3 }, formatDay(createdAt, viewer)),
  );

const belongTogether = (before: ShownMessage, after: ShownMessage): boolean =>
  before.author.name === after.author.name &&
  before.author.bot === after.author.bot &&
  before.ephemeral === after.ephemeral &&
  after.createdAt - before.createdAt < TOGETHER_MS;
