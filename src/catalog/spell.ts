import type { OptionValue } from "../domain/messages/invocation.ts";

/** A value as text, for a sentence or a key. */
export const spell = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

/** The typed value as text; of an attachment or mention, its name. */
export const spellTyped = (value: OptionValue): string => (typeof value === "object" ? value.name : String(value));
