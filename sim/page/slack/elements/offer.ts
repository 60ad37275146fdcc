// What a menu has to choose from: a list that its payload holds, or what the app answers.

import { useEffect, useState } from "preact/hooks";
import { numberIn } from "../../payload/fields.ts";
import { optionsIn, readChoices } from "./choice.ts";
import type { Choice } from "./choice.ts";
import type { Place } from "./place.ts";
import { reasonOf } from "../../payload/use-sending.ts";
import type { Viewer } from "../viewer.ts";

export interface Offer {
  readonly choices: readonly Choice[];
  /** Said instead of choices. */
  readonly note: string | null;
  readonly isLoading: boolean;
}

/** Slack's own, where a menu does not say. https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select */
const MIN_QUERY_LENGTH = 3;

export function useOffer(place: Place, viewer: Viewer, typed: string | null): Offer {
  const asked = useAnswer(place, viewer, typed);
  if (isExternal(place)) return asked;
  return offered(optionsIn(place.element).filter(matches(typed ?? "")));
}

const isExternal = ({ type }: Place): boolean => type.endsWith("external_select");

const matches =
  (typed: string) =>
  ({ text }: Choice): boolean =>
    text.toLowerCase().includes(typed.trim().toLowerCase());

/** `typed` is null while the menu is closed: nobody is asked then. */
function useAnswer(place: Place, { onSuggest }: Viewer, typed: string | null): Offer {
  const [answer, setAnswer] = useState<Offer>(LOADING);
  const { blockId, actionId } = place;
  const min = numberIn(place.element, "min_query_length") ?? MIN_QUERY_LENGTH;
  const query = isExternal(place) && typed !== null && typed.length >= min ? typed : null;
  useEffect(() => {
    if (query === null) return;
    let isStale = false;
    const show = (offer: Offer): void => {
      if (!isStale) setAnswer(offer);
    };
    show(LOADING);
    const asked = onSuggest?.({ blockId, actionId, typed: query }) ?? Promise.resolve([]);
    asked.then(
      (options) => show(offered(readChoices(options))),
      (cause: unknown) => show({ ...LOADING, note: reasonOf(cause), isLoading: false }),
    );
    // An answer to what was typed before does not show among the answers to what is typed now.
    return () => {
      isStale = true;
    };
  }, [query, blockId, actionId]);
  if (query !== null) return answer;
  const note = `Type ${min === 1 ? "a letter" : `at least ${min} letters`} to search`;
  return { choices: [], note: typed === null ? null : note, isLoading: false };
}

const LOADING: Offer = { choices: [], note: "Loading…", isLoading: true };

const offered = (choices: readonly Choice[]): Offer => ({
  choices,
  note: choices.length === 0 ? "No results" : null,
  isLoading: false,
});
