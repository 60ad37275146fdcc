// What /jobs shows: the latest runs, what became of each, and what can be brought here.

import { quoted } from "./quoted.ts";
import type { Card } from "../domain/messages/card.ts";
import type { PressTarget } from "../domain/messages/invocation.ts";
import { formatDollars } from "../domain/money/money.ts";
import type { ListedRun, RunResult, RunsList, RunsOf } from "../domain/messages/runs-list.ts";
import type { Page, PageButton } from "./page.ts";
import { command, dotted, messageLink, person, say, strong, ticking } from "./text.ts";
import type { Span, Text } from "./text.ts";
import { sayFailure } from "./failure.ts";
import { sayTitle } from "./card.ts";

/** Enough to recognise what was typed. */
const PROMPT_CHARS = 80;

interface RunsStyle {
  /** What a press of a button brings back. */
  readonly idOf: (target: PressTarget) => string;
}

export function sayRunsList(list: RunsList, { idOf }: RunsStyle): Page {
  const { newest, of, older, runs } = list;
  const title = sayWhose(of);
  if (runs.length === 0 && newest === null)
    return { title, tone: "quiet", blocks: [{ kind: "lines", lines: sayNone(of) }] };
  const pageButtons: readonly PageButton[] = [
    ...(newest === null
      ? []
      : [{ id: idOf({ action: "list", page: newest }), label: "Newest", style: "plain" as const }]),
    ...(older === null ? [] : [{ id: idOf({ action: "list", page: older }), label: "Older", style: "plain" as const }]),
  ];
  const bring = runs.flatMap(({ card: { generationId }, result }, index): readonly PageButton[] =>
    CAN_BRING.includes(result)
      ? [{ id: idOf({ action: "bring", generationId }), label: `Bring ${index + 1} here`, style: "good" }]
      : [],
  );
  return {
    title,
    tone: "plain",
    blocks: [
      {
        kind: "lines",
        lines: runs.flatMap((run, index) => sayRun(run, { place: index + 1, ofOthers: of.kind !== "own" })),
      },
      { kind: "small", lines: saySmall(bring.length) },
    ],
    buttons: [...bring, ...pageButtons],
  };
}

const CAN_BRING: readonly RunResult[] = ["there", "undelivered", "lost"];

function sayWhose(of: RunsOf): string | Text {
  switch (of.kind) {
    case "own":
      return "Your latest runs";
    case "guild":
      return "The latest runs here";
    case "member":
      return say`The latest runs of ${person(of.userId)}`;
  }
}

const sayNone = (of: RunsOf): readonly Text[] =>
  of.kind === "own"
    ? [say`You have run nothing here yet. ${command("image")} makes your first picture.`]
    : [say`Nothing has been run here yet.`];

const saySmall = (toBring: number): readonly Text[] =>
  toBring === 0
    ? [say`MindVideo keeps results for about a day. Older ones are where they were delivered.`]
    : [say`Posting one here is free. Everyone in this channel will see it. MindVideo keeps results for about a day.`];

interface Row {
  readonly place: number;
  readonly ofOthers: boolean;
}

/** 1. ✅ Wan 2.7 Image · $0.0243 · 5 minutes ago · open; below it what was typed, and why there is nothing. */
function sayRun({ card, place, result }: ListedRun, row: Row): readonly Text[] {
  const { mark, text } = sayTitle(card);
  const who: readonly Text[] = row.ofOthers ? [[person(card.userId)]] : [];
  const where: readonly Text[] = place === null ? [] : [[messageLink("open", place)]];
  const head = say`${row.place}. ${mark} ${strong(text)}`;
  return [
    dotted([head, [sayCostOf(card)], [ticking(card.startedAt)], ...who, ...where]),
    ...(card.prompt === null || card.prompt.trim() === "" ? [] : [[quoted(card.prompt, PROMPT_CHARS)]]),
    ...sayResult(card, result),
  ];
}

function sayCostOf({ status }: Card): Span {
  switch (status.kind) {
    case "made":
    case "failed":
      return strong(formatDollars(status.cost));
    case "cancelled":
      return "cost nothing";
    case "held":
    case "running":
    case "lost":
      return `up to ${formatDollars(status.upTo)}`;
  }
}

function sayResult({ status }: Card, result: RunResult): readonly Text[] {
  switch (result) {
    case "there":
      return [];
    case "coming":
      return [say`Still being delivered.`];
    case "undelivered":
      return [say`It was made but could not be delivered. You can bring it here.`];
    case "expired":
      return [say`MindVideo no longer keeps it; it is only where it was delivered.`];
    case "lost":
      return [say`Nobody knows how it ended. Bring asks MindVideo once more.`];
    case "none":
      if (status.kind === "failed") return [sayFailure(status.code, status.reason)];
      if (status.kind === "lost") return [say`MindVideo never said how it ended. The bot's owner has looked it up.`];
      return [];
  }
}
