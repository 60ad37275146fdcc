import { useEffect, useState } from "preact/hooks";
import { readChoice } from "./options.ts";
import type { Choice } from "./options.ts";

export type Answered =
  | { readonly kind: "loading" }
  | { readonly kind: "failed" }
  | { readonly kind: "choices"; readonly choices: readonly Choice[] };

const NONE: Answered = { kind: "choices", choices: [] };

/** A pause in typing: the client does not ask for every letter. */
const PAUSE_MS = 150;

/** What the bot offers for an option that completes itself. `ask` null: nobody is asked. `key` says what was typed where. */
export function useChoices(ask: (() => Promise<unknown>) | null, key: string): Answered {
  const [answered, setAnswered] = useState<Answered>(NONE);
  useEffect(() => {
    setAnswered(ask === null ? NONE : { kind: "loading" });
    if (ask === null) return;
    let isStale = false;
    const show = (answer: Answered): void => {
      if (!isStale) setAnswered(answer);
    };
    const timer = setTimeout(() => {
      ask().then(
        (told) => show({ kind: "choices", choices: Array.isArray(told) ? told.flatMap(readChoice) : [] }),
        () => show({ kind: "failed" }),
      );
    }, PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [key, ask === null]);
  return answered;
}
