import type { MediaKind } from "../../domain/messages/invocation.ts";
import type { Option } from "../../domain/messages/option.ts";
import { saySlot } from "../../wording/options.ts";
import { slotOption } from "../read/binding.ts";
import type { Slot } from "../document/document.generated.ts";
import { capacity } from "../document/file-properties.ts";
import type { CompiledModel } from "../document/compile-model.ts";

/** A row of attachment slots: `image`, `image_2`, and so on, as many as any model of the command takes. */
export interface Series {
  readonly slot: Slot;
  readonly kind: MediaKind;
  /** MindVideo's own form lists it under the advanced options. */
  readonly isAdvanced: boolean;
  readonly max: number;
  /** The slot whose files these accompany, one by one; null if they stand alone. */
  readonly beside: string | null;
}

/** Most files in one field of a form: more than anybody attaches. Further ones can be given as URLs. */
export const SLOTS_OF_A_FIELD = 10;

/** Number of slots; for a model that takes any number of files, as many as fit in a field. */
const slotsOf = ({ max = Infinity }: Slot, room: number): number =>
  Math.min(max, room === Infinity ? SLOTS_OF_A_FIELD : room);

/** The union over the models: pictures before clips before sounds, advanced ones last. */
export function seriesOf(models: readonly CompiledModel[]): readonly Series[] {
  const found = new Map<string, Series>();
  for (const model of models) {
    for (const [property, { kind, slots, companions = [] }] of model.files) {
      const schema = model.document.input.properties[property] ?? {};
      const isAdvanced = schema["x-playground"]?.advanced ?? false;
      const own = [
        ...slots.map((slot) => ({ slot, kind, beside: null })),
        ...companions.map((companion) => ({ ...companion, beside: slots[0]?.name ?? null })),
      ];
      for (const { slot, kind: slotKind, beside } of own) {
        const known = found.get(slot.name);
        const max = Math.max(known?.max ?? 0, slotsOf(slot, capacity(schema)));
        found.set(slot.name, { slot: known?.slot ?? slot, kind: known?.kind ?? slotKind, isAdvanced, max, beside });
      }
    }
  }
  return [...found.values()].toSorted((a, b) => orderOf(a) - orderOf(b));
}

const KINDS: readonly MediaKind[] = ["image", "video", "audio"];

const orderOf = ({ isAdvanced, kind }: Series): number => KINDS.indexOf(kind) + (isAdvanced ? KINDS.length : 0);

/** Fills the free slots in rounds: the first slot of each series, then the second of each that has one, and so on. */
export function fillSlots(series: readonly Series[], freeSlots: number): readonly Option[] {
  const filled: Option[] = [];
  const deepest = Math.min(Math.max(0, ...series.map(({ max }) => max)), freeSlots);
  for (let index = 1; index <= deepest; index += 1) {
    for (const one of series) {
      if (index <= one.max && filled.length < freeSlots) filled.push(slotAt(one, index));
    }
  }
  return filled;
}

function slotAt({ slot, kind, beside }: Series, index: number): Option {
  const title = index === 1 ? slot.title : `${slot.title} ${index}`;
  return {
    name: slotOption(slot.name, index),
    title,
    description: saySlot(title),
    required: false,
    kind: "file",
    accepts: kind,
    ...(beside === null ? {} : { beside: slotOption(beside, index) }),
  };
}
