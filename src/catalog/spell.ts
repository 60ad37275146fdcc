import type { OptionValue } from "../domain/messages/invocation.ts";

/** A value as it can stand in a sentence or a key. */
export const spell = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

/** What was typed, or the name of the file that was attached. */
export const spellTyped = (value: OptionValue): string => (typeof value === "object" ? value.name : String(value));
