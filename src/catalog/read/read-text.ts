import type { OptionValue, OptionValues } from "../../domain/messages/invocation.ts";
import { nearest } from "../../domain/text/nearest.ts";
import type { Option } from "../../domain/messages/option.ts";
import type { Problem } from "../../domain/messages/problem.ts";

export interface TextReading {
  readonly values: OptionValues;
  readonly problems: readonly Problem[];
}

/** A name, then a colon or an equals sign. `https://…` and `data:image/…` begin no option: they go on with the one before. */
const NAMED = /^\s*(?!https?:|data:)([\w-]+)\s*[:=]\s*(.*)$/i;

/**
 * Reads a form's text, one option per line: `size: 16:9` or `size=16:9`. A line without a name continues the option above
 * it, so a prompt or a list of URLs can have several lines.
 */
export function readLines(text: string, options: readonly Option[]): TextReading {
  const lines = new Map<string, string>();
  const problems: Problem[] = [];
  let current: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const [, name, rest = ""] = NAMED.exec(line) ?? [];
    if (name !== undefined) {
      current = name.toLowerCase().replaceAll("-", "_");
      lines.set(current, rest.trim());
    } else if (current !== null) {
      lines.set(current, `${lines.get(current) ?? ""}\n${line}`.trimEnd());
    } else if (line.trim() !== "") {
      problems.push({ kind: "unknown-option", option: line.trim().slice(0, QUOTED_CHARS), nearest: null });
    }
  }
  const names = options.map(({ name }) => name);
  const values: Record<string, OptionValue> = {};
  for (const [name, value] of lines) {
    const option = options.find((candidate) => candidate.name === name);
    if (option === undefined) problems.push({ kind: "unknown-option", option: name, nearest: nearest(name, names) });
    else if (value.trim() !== "") values[name] = valueOf(option, value.trim());
  }
  return { values, problems };
}

/** Enough of a line to recognise it. */
const QUOTED_CHARS = 40;

/** The value as a platform would give it. Text that does not fit stays text; `read` says why. */
function valueOf(option: Option, text: string): OptionValue {
  if (option.kind === "integer" && /^[+-]?\d{1,15}$/.test(text)) return Number(text);
  if (option.kind === "boolean" && /^(true|yes|on)$/i.test(text)) return true;
  if (option.kind === "boolean" && /^(false|no|off)$/i.test(text)) return false;
  return text;
}
