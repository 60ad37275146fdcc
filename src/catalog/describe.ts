import type { Property } from "./document.generated.ts";

/** What menus show of an option at most: https://docs.discord.com/developers/interactions/application-commands */
const DESCRIPTION_CHARS = 100;

/** Whole sentences while they fit, else whole words. */
export function shorten(text: string, maxChars = DESCRIPTION_CHARS): string {
  if (text.length <= maxChars) return text;
  const sentences = text.split(/(?<=[.!?])\s+/);
  let kept = "";
  for (const sentence of sentences) {
    const longer = kept === "" ? sentence : `${kept} ${sentence}`;
    if (longer.length > maxChars) break;
    kept = longer;
  }
  if (kept !== "") return kept;
  const room = text.slice(0, maxChars - 1);
  return `${room.slice(0, Math.max(room.lastIndexOf(" "), maxChars / 2)).replace(/[\s,;:.]+$/, "")}…`;
}

/** The schema's own words: its title where the option's name does not say the same already, its description, its default. */
export function describe(name: string, schema: Property, notes: readonly string[]): string {
  const title = schema.title ?? name;
  const text = (schema.description ?? "").replace(/^Optional (\w)/, (_, first: string) => first.toUpperCase());
  const isSaid = plain(title) === plain(name) || text.toLowerCase().startsWith(title.toLowerCase());
  const lead = text === "" ? `${title}.` : isSaid ? text : `${title}: ${text}`;
  const tail = notes.map((note) => ` ${note}`).join("");
  return shorten(lead, Math.max(DESCRIPTION_CHARS - tail.length, DESCRIPTION_CHARS / 2)) + tail;
}

const plain = (words: string): string => words.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

export function defaultNote(schemas: readonly Property[]): string[] {
  const [first, ...others] = schemas.map((schema) => schema.default);
  if (first === undefined || others.some((other) => other !== first)) return [];
  return [`Default ${spoken(first)}.`];
}

/** On and off are what people say of a switch. */
const spoken = (value: unknown): string => (typeof value === "boolean" ? (value ? "on" : "off") : String(value));
