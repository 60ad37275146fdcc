// What a card says in each state of its run.

import type { Card, CardHead, CardStatus } from "../domain/messages/card.ts";
import type { Trouble } from "../domain/generation.ts";
import type { CardAction } from "../domain/messages/invocation.ts";
import { formatDollars } from "../domain/money/money.ts";
import { CELLS, fullCells } from "../domain/progress.ts";
import { code, command, date, dotted, fromDocument, link, say, strong, ticking } from "./text.ts";
import type { Span, Text } from "./text.ts";
import { sayAbove, sayCost } from "./cost.ts";
import { sayFailure } from "./failure.ts";

export const ACTIONS: Readonly<Record<CardAction, string>> = { cancel: "Cancel", again: "Run again", edit: "Edit" };

export interface CardTitle {
  /** One glyph that tells the states apart from afar. */
  readonly mark: string;
  readonly text: string;
}

export function sayTitle({ status, modelTitle }: Card): CardTitle {
  switch (status.kind) {
    case "held":
      return { mark: "⏳", text: `${modelTitle} · ${status.position === undefined ? "starting" : "waiting"}` };
    case "running":
      return status.phase === "queued"
        ? { mark: "⏳", text: `${modelTitle} · queued` }
        : { mark: "✨", text: `${modelTitle} · generating` };
    case "made":
      return { mark: "✅", text: modelTitle };
    case "failed":
      return { mark: "❌", text: `${modelTitle} · no result` };
    case "cancelled":
      return { mark: "🚫", text: `${modelTitle} · cancelled` };
    case "lost":
      return { mark: "❔", text: `${modelTitle} · no answer` };
  }
}

/** What matters now: a line each. */
export function sayStatus(card: Card, now: number): readonly Text[] {
  const { status } = card;
  switch (status.kind) {
    case "held":
      return [...sayPosition(status), dotted([sayAsked(card), say`costs up to ${most(status)}`])];
    case "running":
      if (status.trouble !== undefined) {
        return [
          say`${TROUBLES[status.trouble]}`,
          dotted([sayAsked(card), say`${most(status)} stays set aside until then`]),
        ];
      }
      // The amount on a line of its own: no window is so narrow that the two are torn apart.
      return [
        sayBar(card, status, now),
        dotted([sayAsked(card), sayEstimate(status, now)]),
        say`Costs up to ${most(status)}`,
      ];
    case "made":
      return [
        ...sayFewer(status),
        ...sayUnreadable(status),
        ...saySurplus(status),
        ...sayCostAbove(status),
        ...sayAssumed(status),
        dotted(madeFacts(status)),
      ];
    case "failed":
      return [sayFailure(status.code, status.reason), sayCost(status.cost, status.upTo)];
    case "cancelled":
      return [say`Cancelled before it was sent to MindVideo. It cost nothing.`];
    case "lost":
      return [
        say`${LOST[status.code ?? ""] ?? "MindVideo never said how this run ended."}`,
        say`Up to ${most(status)} stays set aside until the bot's owner has looked it up.`,
      ];
  }
}

const TROUBLES: Readonly<Record<Trouble, string>> = {
  unknown: "MindVideo does not say how this run is going. The bot keeps asking, and the result will still come here.",
  overdue:
    "MindVideo has been working on this for over a day. The bot keeps asking, and the result will still come here.",
};

/** By the error that was met last. */
const LOST: Readonly<Record<string, string>> = {
  "generator.garbled": "MindVideo answered, but not with what the bot can understand: it may have made this, or not.",
  "generator.conflict": "MindVideo already has a run under the name of this one, and did not say what became of it.",
  "generator.gone": "MindVideo no longer knows this run.",
  "generator.endless": "MindVideo has been working on this for a month and never finished.",
};

type Of<Kind extends CardStatus["kind"]> = Extract<CardStatus, { kind: Kind }>;

/** As it was then: no edit is spent on those who move up. */
function sayPosition({ position }: Of<"held">): readonly Text[] {
  if (position === undefined) return [];
  return [say`${ordinal(position)} in the queue when it was started. Until it begins, you can cancel it at no cost.`];
}

const ENDINGS: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd" };
const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const ordinal = (position: number): string => `${position}${ENDINGS[ordinals.select(position)] ?? "th"}`;

/** The clock beside it ticks by itself: no edit is spent on a countdown. */
function sayEstimate({ likelyAt, lateAt }: Of<"running">, now: number): Text {
  if (now < likelyAt) return say`ready ${ticking(likelyAt)} (estimated)`;
  if (now < lateAt) return say`longer than usual, ready ${ticking(lateAt)} (estimated)`;
  return say`much longer than usual; the result will still come here`;
}

/** MindVideo reports no progress, and nobody is to take this for such a report. */
function sayBar({ startedAt }: Card, { likelyAt, lateAt }: Of<"running">, now: number): Text {
  const full = fullCells({ startedAt, likelyAt, lateAt }, now);
  return say`${code("█".repeat(full) + "░".repeat(CELLS - full))} estimated`;
}

/** When it was typed: MindVideo may start on it later. */
const sayAsked = ({ startedAt }: Card): Text => say`Started ${ticking(startedAt)}`;

const most = ({ upTo }: Of<"held" | "running" | "lost">): Span => strong(formatDollars(upTo));

function sayFewer({ requested, got, unreadable = 0 }: Of<"made">): readonly Text[] {
  const made = got + unreadable;
  return made < requested ? [say`MindVideo made ${made} of the ${requested} you asked for.`] : [];
}

function sayUnreadable({ unreadable = 0 }: Of<"made">): readonly Text[] {
  if (unreadable === 0) return [];
  const what = unreadable === 1 ? "One result is" : `${unreadable} results are`;
  return [say`${what} missing here: MindVideo did not say where to find ${unreadable === 1 ? "it" : "them"}.`];
}

function saySurplus({ surplus = 0 }: Of<"made">): readonly Text[] {
  if (surplus === 0) return [];
  return [say`MindVideo made ${surplus} more than you asked for. ${surplus === 1 ? "It is" : "They are"} not shown.`];
}

const sayAssumed = ({ isAssumed = false }: Of<"made">): readonly Text[] =>
  isAssumed ? [say`MindVideo did not say what it cost, so it counts as the most that it can be.`] : [];

const sayCostAbove = ({ cost, upTo }: Of<"made">): readonly Text[] => (cost > upTo ? [sayAbove(upTo)] : []);

function madeFacts({ cost, seed, tookMs }: Of<"made">): readonly Text[] {
  const seedText = seed === null ? [] : [say`seed ${seed}`];
  return [say`${strong(formatDollars(cost))}`, say`took ${duration(tookMs)}`, ...seedText];
}

/** 8 s, 2 min 5 s, 1 h 20 min. */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${seconds} s`;
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const sayWarnings = ({ warnings }: CardHead): readonly Text[] => warnings.map(fromDocument);

export interface Linked {
  readonly title: string;
  readonly url: string;
  /** Null: it leads to nothing any more. */
  readonly expiresAt: number | null;
}

/** `position` counts from 1. */
export const sayResult = (kind: "image" | "video", position: number): string =>
  `${kind === "image" ? "Picture" : "Clip"} ${position}`;

/** Above further results, in a message below the card. */
export const sayFurther = (from: number, to: number, all: number): Text =>
  from === to ? say`Result ${from} of ${all}` : say`Results ${from} to ${to} of ${all}`;

/** Results that could not be attached: where they are and for how long, and how many are nowhere any more. */
export function sayLinks(links: readonly Linked[]): readonly Text[] {
  const there = links.flatMap(({ expiresAt, ...one }) => (expiresAt === null ? [] : [{ ...one, expiresAt }]));
  return [...sayThere(there), ...sayGone(links.length - there.length)];
}

/** Below links that had no room on the card. */
export const sayLinksLeftOut = (count: number): Text =>
  count === 1
    ? say`One more link has no room here: ${command("jobs")} brings the results.`
    : say`${count} more links have no room here: ${command("jobs")} brings the results.`;

function sayThere(links: readonly (Linked & { readonly expiresAt: number })[]): readonly Text[] {
  if (links.length === 0) return [];
  const until = Math.min(...links.map(({ expiresAt }) => expiresAt));
  const what =
    links.length === 1
      ? "One result could not be attached. Its link expires"
      : "These could not be attached. Their links expire";
  return [say`${what} ${date(until)}:`, ...links.map(({ title, url }) => [link(title, url)])];
}

function sayGone(count: number): readonly Text[] {
  if (count === 0) return [];
  return [
    count === 1
      ? say`One result is no longer where MindVideo put it.`
      : say`${count} results are no longer where MindVideo put them.`,
  ];
}

/** Where the platform's own filter does not let the text of the card through. */
export const WITHHELD = say`The prompt is hidden: a filter of this server does not let it through.`;
