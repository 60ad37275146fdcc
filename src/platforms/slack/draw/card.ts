import type { types } from "@slack/bolt";
import { pressId } from "../../press-id.ts";
import type { Card, CardStatus } from "../../../domain/messages/card.ts";
import { dotted, link, person, say, strong } from "../../../wording/text.ts";
import type { Text } from "../../../wording/text.ts";
import { clip } from "../../../domain/text/clip.ts";
import { ACTIONS, sayLinks, sayStatus, sayTitle, sayWarnings } from "../../../wording/card.ts";
import type { Linked } from "../../../wording/card.ts";
import { buttonRow, fallback, plainText, smallPrint } from "./message-body.ts";
import type { MessageBody } from "./message-body.ts";
import { LIMITS } from "../limits.ts";
import { escape, markup } from "./mrkdwn.ts";
import { richLines, richQuote, richText } from "./rich-text.ts";
import type { Voice } from "./rich-text.ts";

/** A result that stands in the thread below the card. */
export interface Shared {
  /** As `sayResult` has it: Picture 1. */
  readonly title: string;
  readonly permalink: string;
}

export interface CardStyle {
  readonly now: number;
  readonly shared: readonly Shared[];
  /** Results that could not be uploaded. */
  readonly links: readonly Linked[];
  /** Slack notifies whoever a new message mentions, and nobody when it is edited: so a new one mentions nobody. */
  readonly isNew?: boolean;
}

/** What a card is about is over within minutes: the time of day is enough. */
const VOICE: Voice = { prefix: "", ticking: "{time_secs}" };

/**
 * A card as a message: the task, what was asked for, how it stands and what came of it, the buttons last. Drawn at another
 * moment its blocks have other IDs, as Slack asks for an edit: https://docs.slack.dev/reference/block-kit/blocks
 */
export function drawCard(card: Card, style: CardStyle): MessageBody {
  const { mark, text } = sayTitle(card);
  const status = [...sayStatus(card, style.now), ...results(style)];
  const blocks: types.KnownBlock[] = [
    taskOf(card, text),
    ...prompted(card),
    richText([richLines(status, VOICE)]),
    ...small(card, style),
    ...buttons(card),
  ];
  const edition = style.now.toString(36);
  return {
    text: fallback([
      `${mark} ${escape(clip(text, LIMITS.taskTitleChars))}`,
      ...status.map((line) => markup(line, VOICE)),
    ]),
    blocks: blocks.map((block, index) => ({ ...block, block_id: `card-${edition}-${index}` })),
  };
}

const taskOf = ({ generationId, status }: Card, title: string): types.TaskCardBlock => ({
  type: "task_card",
  task_id: generationId,
  title: plainText(title, LIMITS.taskTitleChars).text,
  status: STATUSES[status.kind],
});

/** The sign before the title; the title itself says which of the ends it was. */
const STATUSES: Readonly<Record<CardStatus["kind"], types.TaskCardBlock["status"]>> = {
  held: "pending",
  running: "in_progress",
  made: "complete",
  failed: "error",
  cancelled: "error",
  lost: "error",
};

/** Links to what stands in the thread, then those to what does not. */
function results({ shared, links }: CardStyle): readonly Text[] {
  const there = dotted(shared.map(({ title, permalink }) => [link(title, permalink)]));
  return [...(shared.length === 0 ? [] : [there]), ...sayLinks(links)];
}

const PROMPT_CHARS = 700;
const PROMPT_LINES = 10;
const VALUE_CHARS = 60;
const OPTIONS_CHARS = 700;
const WARNING_CHARS = 300;

function prompted({ prompt }: Card): readonly types.KnownBlock[] {
  if (prompt === null || prompt.trim() === "") return [];
  const lines = clip(prompt.trim(), PROMPT_CHARS)
    .split("\n")
    .filter((line, index, all) => line.trim() !== "" || (all[index - 1] ?? "").trim() !== "");
  const shown = lines.length > PROMPT_LINES ? [...lines.slice(0, PROMPT_LINES), "…"] : lines;
  return [richText([richQuote(shown.join("\n"))])];
}

/** Who asked, and the options that were set, as many as there is room for. */
function small(card: Card, { isNew = false }: CardStyle): readonly types.KnownBlock[] {
  const lines: Text[] = isNew || card.status.kind === "held" ? [] : [say`${person(card.userId)}`];
  for (const { name, value } of card.set) {
    const next = say`${name} ${strong(clip(value.trim(), VALUE_CHARS))}`;
    if (markup(dotted([...lines, next]), VOICE).length > OPTIONS_CHARS) {
      lines.push(say`and more`);
      break;
    }
    lines.push(next);
  }
  const warnings = sayWarnings(card).map((line) => `⚠️ ${clip(markup(line, VOICE), WARNING_CHARS)}`);
  const all = [markup(dotted(lines), VOICE), ...warnings];
  return smallPrint(all);
}

const STYLES = { cancel: "danger", again: null, edit: null } as const;

function buttons({ actions, generationId }: Card): readonly types.KnownBlock[] {
  if (actions.length === 0) return [];
  return [
    buttonRow(
      actions.map((action) => ({
        id: pressId({ action, generationId }),
        label: ACTIONS[action],
        style: STYLES[action],
      })),
    ),
  ];
}
