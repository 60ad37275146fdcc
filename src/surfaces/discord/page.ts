// What only the person who asked sees: refusals, /help and /models.

import type { APIContainerComponent } from "discord.js";
import type { ModelPage } from "../../domain/option.ts";
import type { Refusal } from "../wording.ts";
import { HELP, NO_MODELS, sayCommand, sayModelHead, sayModelOption, sayOptionNames } from "../wording-page.ts";
import { COLOURS, message, privately, textDisplay } from "./body.ts";
import type { MessageBody } from "./body.ts";
import { LIMITS } from "./limits.ts";
import { clip, escape, markup } from "./markup.ts";
import { Room } from "./room.ts";

export function drawRefusal({ title, lines, money }: Refusal): MessageBody {
  const room = new Room(LIMITS.messageTextChars);
  const head = room.take(`### ${escape(title)}`);
  const foot = money === null ? "" : room.take(`-# ${markup(money)}`);
  const bullets = lines.map((line) => room.take(lines.length > 1 ? `- ${markup(line)}` : markup(line)));
  return page(COLOURS.odd, [[head, ...bullets, foot].filter((part) => part !== "").join("\n")]);
}

export function drawHelp(commands: readonly { readonly name: string; readonly description: string }[]): MessageBody {
  const list = commands.map((command) => markup(sayCommand(command))).join("\n");
  const small = [HELP.buttons, HELP.money].map((line) => `-# ${markup(line)}`).join("\n");
  return page(COLOURS.busy, [`### ${escape(HELP.title)}\n${markup(HELP.about)}`, list, small]);
}

/** As much of each model as all of them have room for. */
export function drawModels(models: readonly ModelPage[]): MessageBody {
  if (models.length === 0) return page(COLOURS.quiet, [markup(NO_MODELS)]);
  const levels = [withOptions, withOptionNames, withoutOptions].map((draw) => models.map(draw));
  const fits = levels.find((texts) => texts.reduce((all, text) => all + text.length, 0) <= LIMITS.messageTextChars);
  return page(COLOURS.busy, fits ?? levels.at(-1) ?? []);
}

const DESCRIPTION_CHARS = 200;

const withoutOptions = (model: ModelPage): string =>
  [
    `### ${escape(model.title)}`,
    escape(clip(model.description, DESCRIPTION_CHARS)),
    `-# ${markup(sayModelHead(model))}`,
  ].join("\n");

const withOptionNames = (model: ModelPage): string => `${withoutOptions(model)}\n-# ${markup(sayOptionNames(model))}`;

const withOptions = (model: ModelPage): string =>
  [withoutOptions(model), ...model.options.map((option) => `- ${markup(sayModelOption(option))}`)].join("\n");

/** A message holds 40 components. */
const MOST_TEXTS = 30;

/** Texts that do not fit any more are cut off rather than refused by Discord. */
function page(colour: number, texts: readonly string[]): MessageBody {
  const components: APIContainerComponent["components"] = [];
  let left: number = LIMITS.messageTextChars;
  for (const text of texts.length > MOST_TEXTS ? [texts.join("\n")] : texts) {
    const shown = clip(text, left);
    if (shown.length > 1) components.push(textDisplay(shown));
    left -= shown.length;
  }
  return privately(message(colour, components));
}
