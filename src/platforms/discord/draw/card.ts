import { ButtonStyle, ComponentType } from "discord.js";
import type { APIActionRowComponent, APIButtonComponent, APIMediaGalleryComponent } from "discord.js";
import { pressId } from "../../press-id.ts";
import type { Card, CardStatus } from "../../../domain/messages/card.ts";
import { dotted, person, say, strong } from "../../../wording/text.ts";
import type { Text } from "../../../wording/text.ts";
import {
  ACTIONS,
  sayLinks,
  sayLinksLeftOut,
  sayStatus,
  sayTitle,
  sayWarnings,
  WITHHELD,
} from "../../../wording/card.ts";
import type { Linked } from "../../../wording/card.ts";
import { COLOURS, message, textDisplay } from "./message-body.ts";
import type { MessageBody } from "./message-body.ts";
import { LIMITS } from "../limits.ts";
import { escape, markup, quote } from "./markdown.ts";
import { CharBudget } from "../../../wording/char-budget.ts";
import { clip } from "../../../domain/text/clip.ts";

/** A file of the message, which does not show unless a component names it. */
interface Shown {
  readonly name: string;
  readonly alt: string | null;
}

export interface CardStyle {
  readonly now: number;
  readonly files: readonly Shown[];
  readonly links: readonly Linked[];
  /** What was typed stays out, because the server's AutoMod does not let it through. */
  readonly withheld: boolean;
}

/** A card as a message of one container: what was made comes first, the buttons last. */
export function drawCard(card: Card, style: CardStyle): MessageBody {
  const { head, foot } = texts(card, style);
  return message(colourOf(card.status), [
    ...gallery(style.files),
    textDisplay(head),
    ...(foot === "" ? [] : [textDisplay(foot)]),
    ...buttons(card),
  ]);
}

/** Results for which the card's own message has no room. */
export function drawFurther(title: Text, { files, links }: Pick<CardStyle, "files" | "links">): MessageBody {
  const charBudget = new CharBudget(LIMITS.messageTextChars);
  const lines = [charBudget.take(`-# ${markup(title)}`), ...fitLinks(links, charBudget)];
  return message(COLOURS.good, [...gallery(files), textDisplay(joined(lines))]);
}

function colourOf(status: CardStatus): number {
  switch (status.kind) {
    case "held":
    case "running":
      return COLOURS.busy;
    case "made":
      return COLOURS.good;
    case "failed":
      return COLOURS.bad;
    case "cancelled":
      return COLOURS.quiet;
    case "lost":
      return COLOURS.odd;
  }
}

/** From what shows a prompt well down to what still tells one run from another. */
const PROMPT_CHARS = [700, 300, 100, 30] as const;
const PROMPT_LINES = 10;
const VALUE_CHARS = 60;
const OPTIONS_CHARS = 700;
const WARNING_CHARS = 300;

/** The status comes before everything, then the links: what else there is shares the characters that are left. */
function texts(card: Card, style: CardStyle): { readonly head: string; readonly foot: string } {
  const { mark, text } = sayTitle(card);
  const charBudget = new CharBudget(LIMITS.messageTextChars);
  const title = charBudget.take(`### ${mark} ${escape(clip(text, 120))}`);
  const status = sayStatus(card, style.now).map((line) => charBudget.take(markup(line)));
  const links = fitLinks(style.links, charBudget);
  const prompt = style.withheld ? charBudget.take(`-# ${markup(WITHHELD)}`) : charBudget.first(prompts(card));
  const small = charBudget.take(`-# ${smallPrint(card, style)}`);
  const warnings = sayWarnings(card).map((line) => charBudget.take(`-# ⚠️ ${clip(markup(line), WARNING_CHARS)}`));
  return { head: joined([title, prompt, small, ...warnings]), foot: joined([...status, ...links]) };
}

/** As many as there is room for, and how many there are besides: none is dropped without a word. */
function fitLinks(links: readonly Linked[], charBudget: CharBudget): readonly string[] {
  const lines = sayLinks(links).map(markup);
  if (charBudget.fits(lines)) return lines.map((line) => charBudget.take(line));
  charBudget.take(markup(sayLinksLeftOut(links.length)));
  const kept = lines.filter((line) => charBudget.take(line) !== "");
  return [...kept, markup(sayLinksLeftOut(lines.length - kept.length))];
}

const prompts = ({ prompt }: Card): readonly string[] =>
  prompt === null || prompt.trim() === ""
    ? []
    : PROMPT_CHARS.map((chars) => quote(firstLines(clip(prompt.trim(), chars))));

function firstLines(text: string): string {
  const lines = text
    .split("\n")
    .filter((line, index, all) => line.trim() !== "" || (all[index - 1] ?? "").trim() !== "");
  return lines.length > PROMPT_LINES ? [...lines.slice(0, PROMPT_LINES), "…"].join("\n") : lines.join("\n");
}

/** Who asked, and the options that were set, as many as there is room for. */
function smallPrint(card: Card, { withheld }: CardStyle): string {
  const who = say`${person(card.userId)}`;
  const lines: Text[] = [who];
  for (const { name, value } of withheld ? [] : card.set) {
    const next = say`${name} ${strong(clip(value.trim(), VALUE_CHARS))}`;
    if (markup(dotted([...lines, next])).length > OPTIONS_CHARS) return markup(dotted([...lines, say`and more`]));
    lines.push(next);
  }
  return markup(dotted(lines));
}

const gallery = (files: readonly Shown[]): readonly APIMediaGalleryComponent[] =>
  files.length === 0
    ? []
    : [
        {
          type: ComponentType.MediaGallery,
          items: files.slice(0, LIMITS.galleryItems).map(({ name, alt }) => ({
            media: { url: `attachment://${name}` },
            ...(alt === null ? {} : { description: clip(alt, LIMITS.altTextChars) }),
          })),
        },
      ];

const STYLES = { cancel: ButtonStyle.Danger, again: ButtonStyle.Secondary, edit: ButtonStyle.Secondary } as const;

function buttons({ actions, generationId }: Card): readonly APIActionRowComponent<APIButtonComponent>[] {
  if (actions.length === 0) return [];
  const components = actions.map((action) => {
    const button = { type: ComponentType.Button, style: STYLES[action], label: ACTIONS[action] } as const;
    return { ...button, custom_id: pressId({ action, generationId }) };
  });
  return [{ type: ComponentType.ActionRow, components }];
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n");
