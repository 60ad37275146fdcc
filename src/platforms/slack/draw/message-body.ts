import type { types } from "@slack/bolt";
import { clip, oneLine } from "../../../domain/text/clip.ts";
import { visible } from "../../../wording/visible.ts";
import { LIMITS } from "../limits.ts";

/** What every message of ours carries, new or edited: blocks left out of an edit would be taken away. */
export interface MessageBody {
  /** What a notification shows, and a client that draws no blocks. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** As many of these lines of markup as a notification has room for. */
export function fallback(lines: readonly string[]): string {
  let text = "";
  for (const line of lines) {
    if (text.length + line.length + 2 > LIMITS.fallbackChars) return `${text}…`;
    text += text === "" ? line : `\n${line}`;
  }
  return text;
}

/** No sign of it has a meaning, names of emoji included. */
export const plainText = (text: string, maxChars: number): types.PlainTextElement => ({
  type: "plain_text",
  text: clip(oneLine(visible(text)) || "…", maxChars),
  emoji: false,
});

/** Lines of markup, small: as many as one block has room for; none without any, because Slack takes no empty one. */
export function smallPrint(lines: readonly string[]): readonly types.ContextBlock[] {
  const texts: string[] = [];
  for (const line of lines.filter((one) => one.trim() !== "")) {
    const last = texts.at(-1);
    if (last === undefined || last.length + line.length >= LIMITS.textChars)
      texts.push(line.slice(0, LIMITS.textChars));
    else texts[texts.length - 1] = `${last}\n${line}`;
  }
  // Verbatim: Slack looks for no names and addresses of its own in it.
  const elements = texts.slice(0, LIMITS.elementsPerContext);
  if (elements.length === 0) return [];
  return [{ type: "context", elements: elements.map((text) => ({ type: "mrkdwn", text, verbatim: true })) }];
}

export interface ButtonStyle {
  /** What a press of it brings back: `cancel:slack:…`. */
  readonly id: string;
  readonly label: string;
  readonly style: "primary" | "danger" | null;
}

export function buttonRow(buttons: readonly ButtonStyle[]): types.ActionsBlock {
  const shown = buttons.slice(0, LIMITS.buttonsPerRow);
  return {
    type: "actions",
    elements: shown.map(({ id, label, style }, index) => ({
      type: "button",
      text: plainText(label, LIMITS.buttonChars),
      action_id: actionIn(shown.slice(0, index), id),
      value: id,
      ...(style === null ? {} : { style }),
    })),
  };
}

const actionOf = (id: string): string => id.split(":")[0] ?? id;

/** Different within the row; Slack asks for no more. */
function actionIn(before: readonly ButtonStyle[], id: string): string {
  const action = actionOf(id);
  const same = before.filter((one) => actionOf(one.id) === action).length;
  return same === 0 ? action : `${action}_${same + 1}`;
}
