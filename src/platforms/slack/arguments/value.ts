// What was typed for one option, as the value that any platform gives for it.

import type { Mention, OptionValue } from "../../../domain/messages/invocation.ts";
import type { Option } from "../../../domain/messages/option.ts";
import { mentionIn, plain } from "./scanner.ts";

const YES = /^(true|yes|on)$/i;
const NO = /^(false|no|off)$/i;

/** What does not fit stays text: whoever reads the request says why. */
export function valueOf(option: Option | null, raw: string): OptionValue {
  const text = plain(raw);
  switch (option?.kind) {
    case "integer":
      return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : text;
    case "boolean":
      return YES.test(text) || (!NO.test(text) && text);
    case "choice":
      return option.choices.find(({ label, value }) => isSame(text, value) || isSame(text, label))?.value ?? text;
    case "member":
    case "channel":
    case "role":
      return mentionOf(option.kind, raw);
    case "text":
      return straight(text);
    case "suggested":
    case "file":
    case undefined:
      return text;
  }
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** One that Slack does not know is not here. */
function mentionOf(of: Mention["of"], raw: string): Mention {
  const found = mentionIn(raw);
  if (found?.of === of) return found;
  const name = plain(raw);
  return { kind: "mention", of, id: name, name, known: false, lacks: null };
}

/** JSON has no bent quotation marks. */
const straight = (text: string): string => (/^[[{]/.test(text) ? text.replace(/[“”„]/g, '"') : text);

const SIGNS = { member: "@", role: "@", channel: "#" } as const;

/** Whether a word can be nothing but a value of that option. */
export function fits(option: Option, raw: string): boolean {
  const text = plain(raw);
  switch (option.kind) {
    case "integer":
      return /^[+-]?\d{1,15}$/.test(text);
    case "boolean":
      return YES.test(text) || NO.test(text);
    case "choice":
      return option.choices.some(({ label, value }) => isSame(text, value) || isSame(text, label));
    case "member":
    case "channel":
    case "role":
      // Nobody's name goes on after a blank: "@mia month" is a name and a word.
      return mentionIn(raw)?.of === option.kind || (/^\S+$/.test(text) && text.startsWith(SIGNS[option.kind]));
    case "text":
    case "suggested":
    case "file":
      return false;
  }
}
