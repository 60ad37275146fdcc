// The fields of one message or one view: what its payload says stands in them, and what somebody has entered since.

import { useState } from "preact/hooks";
import { asFields, lookUp } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";
import type { ElementAction } from "../elements/action.ts";
import { fits, startingEntry, valueOf } from "./entry.ts";
import type { Entry, FormState } from "./entry.ts";
import { placesIn } from "../elements/place.ts";
import type { Place } from "../elements/place.ts";
import type { Viewer } from "../viewer.ts";

export interface Form {
  /** Null: the element keeps nothing. */
  readonly entryOf: (place: Place) => Entry | null;
  /** Changes what stands in a field, and tells nobody. */
  readonly fill: (place: Place, entry: Entry) => void;
  /** Tells the app, `entry` being what has just been entered. */
  readonly act: (place: Place, entry?: Entry) => void | Promise<void>;
  /** Written below the field. */
  readonly problemOf: (blockId: string) => string | undefined;
  /** Nothing can be changed for now. */
  readonly locked: boolean;
  /** All that stands in the fields. */
  readonly state: FormState;
}

export interface FormSource {
  readonly blocks: readonly unknown[];
  readonly viewer: Viewer;
  /** `view.state.values`. https://docs.slack.dev/reference/views#state */
  readonly stored?: Fields | undefined;
  readonly problemOf?: (place: Place, entry: Entry | null) => string | undefined;
  readonly locked?: boolean;
}

/** Keeps what was entered while the blocks around it change, as the client does for the same block and action ids. */
export function useForm({ blocks, viewer, stored = {}, problemOf, locked = false }: FormSource): Form {
  const [entered, setEntered] = useState<FormState>({});
  const places = placesIn(blocks);
  const entryOf = (place: Place): Entry | null => {
    const entry = entryAt(entered, place);
    if (entry !== undefined && fits(entry, place.element)) return entry;
    const kept = asFields(lookUp(asFields(lookUp(stored, place.blockId)) ?? {}, place.actionId));
    return startingEntry(place.element, kept);
  };
  const state = places.reduce<FormState>((all, place) => {
    const entry = entryOf(place);
    return entry === null ? all : withEntry(all, place, entry);
  }, {});
  return {
    entryOf,
    state,
    locked,
    fill: (place, entry) => setEntered((before) => withEntry(before, place, entry)),
    act: (place, entry) => viewer.onAction?.(actionOf(place, entry, state)),
    problemOf: (blockId) => {
      const place = places.find((one) => one.blockId === blockId);
      return place && problemOf?.(place, entryOf(place));
    },
  };
}

/** What is chosen tells the app at once, except in an input block that does not ask for it. */
export function choose(form: Form, place: Place, entry: Entry): void {
  form.fill(place, entry);
  if (tellsAtOnce(place)) void form.act(place, entry);
}

export const tellsAtOnce = ({ block }: Place): boolean =>
  block["type"] !== "input" || block["dispatch_action"] === true;

const entryAt = (state: FormState, { blockId, actionId }: Place): Entry | undefined =>
  lookUp(lookUp(state, blockId) ?? {}, actionId);

const withEntry = (state: FormState, { blockId, actionId }: Place, entry: Entry): FormState => ({
  ...state,
  [blockId]: { ...lookUp(state, blockId), [actionId]: entry },
});

function actionOf(place: Place, entry: Entry | undefined, state: FormState): ElementAction {
  const { blockId, actionId, type } = place;
  const value = entry === undefined ? [] : (valueOf(entry) ?? []);
  const values = typeof value === "string" ? [value] : value.filter((one) => typeof one === "string");
  const isKept = entry !== undefined && entryAt(state, place) !== undefined;
  return {
    blockId,
    actionId,
    type,
    values,
    state: isKept ? withEntry(state, place, entry) : state,
  };
}
