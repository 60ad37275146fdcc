import type { Json, JsonObject } from "../../domain/json.ts";
import type { Acceptance } from "../document/document.generated.ts";
import { looksLikeJson, readJson } from "./read-form.ts";

// Files as people type them: URLs, with spaces, commas or lines between them. Where an item is an object, words after the
// URL say the rest of it: `https://a.example/1.png first_frame voice=https://a.example/1.mp3`.

/** Commas are common inside URLs and data URIs: one ends a URL only where another begins, or before a space. */
const BETWEEN = /\s+|,(?=\s|$|https?:|data:)/;

/** Reads a list of files; undefined if that is impossible. The caller checks that each file is a URL. */
export function readFileText(text: string, acceptance: Acceptance): readonly Json[] | undefined {
  if (looksLikeJson(text)) {
    const value = readJson(text);
    return Array.isArray(value) ? (value as readonly Json[]) : undefined;
  }
  const words = text.split(BETWEEN).filter((word) => word !== "");
  return acceptance.field === undefined ? words : readItems(words, acceptance);
}

function readItems(words: readonly string[], acceptance: Acceptance): readonly Json[] | undefined {
  const { field = "", slots } = acceptance;
  const items: JsonObject[] = [];
  for (const word of words) {
    const more = readWord(word, acceptance);
    const last = items.pop();
    if (more === null) {
      if (last !== undefined) items.push(last);
      items.push({ [field]: word, ...(slots[0]?.with as JsonObject | undefined) });
    } else if (last === undefined) {
      return undefined;
    } else {
      items.push({ ...last, ...more });
    }
  }
  return items;
}

/** What a word adds to the item before it; null if it begins the next file instead. */
function readWord(word: string, { slots, companions = [] }: Acceptance): JsonObject | null {
  const [, name = "", value = ""] = /^(\w+)=(.+)$/.exec(word) ?? [];
  const companion = companions.find(({ field, slot }) => name === field || name === slot.name);
  if (companion !== undefined) return { [companion.field]: value };
  const slot = slots.find((candidate) => candidate.name === word || Object.values(candidate.with ?? {}).includes(word));
  return (slot?.with as JsonObject | undefined) ?? null;
}

/** An example of what to type, for help and for refusals. */
export function exampleOf({ kind, field, slots }: Acceptance): string {
  const [first, second] = [`https://example.com/1.${ENDING[kind]}`, `https://example.com/2.${ENDING[kind]}`];
  const role = field === undefined ? undefined : slots.at(-1)?.name;
  return role === undefined ? `${first} ${second}` : `${first} ${second} ${role}`;
}

const ENDING = { image: "png", video: "mp4", audio: "mp3" } as const;
