import type { OptionValue, OptionValues } from "../domain/invocation.ts";
import type { Option } from "../domain/option.ts";
import type { Problem } from "../domain/problem.ts";

export interface TextReading {
  readonly values: OptionValues;
  readonly problems: readonly Problem[];
}

/** A name, then a colon or an equals sign. `https://…` and `data:image/…` begin no option: they go on with the one before. */
const NAMED = /^\s*(?!https?:|data:)([\w-]+)\s*[:=]\s*(.*)$/i;

/**
 * A form's text, an option a line: `size: 16:9` or `size=16:9`. A line without a name belongs to the option above it, so
 * that a prompt or a list of URLs can have several.
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
  const values: Record<string, OptionValue> = {};
  for (const [name, value] of lines) {
    const option = options.find((candidate) => candidate.name === name);
    if (option === undefined) problems.push({ kind: "unknown-option", option: name, nearest: nearest(name, options) });
    else if (value.trim() !== "") values[name] = valueOf(option, value.trim());
  }
  return { values, problems };
}

/** Enough of a line to recognise it. */
const QUOTED_CHARS = 40;

/** The value that a platform would have given for the same option; what does not fit stays text, and `read` says why. */
function valueOf(option: Option, text: string): OptionValue {
  if (option.kind === "integer" && /^[+-]?\d{1,15}$/.test(text)) return Number(text);
  if (option.kind === "boolean" && /^(true|yes|on)$/i.test(text)) return true;
  if (option.kind === "boolean" && /^(false|no|off)$/i.test(text)) return false;
  return text;
}

function nearest(name: string, options: readonly Option[]): string | null {
  const [best] = options
    .map((option) => ({ name: option.name, away: distance(name, option.name) }))
    .toSorted((a, b) => a.away - b.away);
  // Farther than that it is another word, not a slip of the finger.
  return best !== undefined && best.away <= Math.max(2, name.length / 3) ? best.name : null;
}

/** Levenshtein: insertions, deletions and replacements that turn one word into the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of from.split("").entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (letter === to[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
