import type { Attachment } from "../../domain/messages/invocation.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import type { Problem } from "../../domain/messages/problem.ts";
import type { Binding, Companion, Typed } from "./binding.ts";
import { slotOption } from "./binding.ts";
import type { Acceptance, Property } from "../document/document.generated.ts";
import { breaches } from "./file-limits.ts";
import { exampleOf, readFileText } from "./file-text.ts";
import { spellTyped } from "../spell.ts";

/** One property's value, with everything that is wrong with it. */
export interface Piece {
  readonly value: Json | undefined;
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

interface Carrier {
  readonly schema: Property;
  readonly acceptance: Acceptance;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Reads the files of one property in the order in which a prompt counts them: numbered slots, then typed URLs, then slots
 * with a role of their own, such as a first frame.
 */
export function readFiles(typed: readonly Typed[], carrier: Carrier): Piece {
  const { acceptance, schema } = carrier;
  const reader = new FileReader(carrier);
  const items = typed
    .toSorted((a, b) => rank(a, acceptance) - rank(b, acceptance))
    .flatMap((one) => (one.binding.kind === "companion" ? [] : reader.items(one, typed)));
  for (const { binding, option } of typed) {
    if (binding.kind === "companion") reader.requireCarrier(option, binding.index, typed);
  }
  const { problems, warnings } = reader;
  if (schema.type === "array") return { value: items.length > 0 ? items : undefined, problems, warnings };
  const option = typed.at(-1)?.option ?? "";
  if (items.length > 1) problems.push({ kind: "count", option, min: null, max: 1, got: items.length });
  return { value: items[0], problems, warnings };
}

function rank({ binding }: Typed, { slots }: Acceptance): number {
  // More than there are ever slots.
  const SERIES = 1_000;
  if (binding.kind !== "slot") return SERIES;
  const series = slots.indexOf(binding.slot);
  return series === 0 ? Math.min(binding.index, SERIES - 1) : SERIES * (series + 1) + binding.index;
}

class FileReader {
  readonly problems: Problem[] = [];
  readonly warnings: string[] = [];
  readonly #carrier: Carrier;

  constructor(carrier: Carrier) {
    this.#carrier = carrier;
  }

  items(one: Typed, all: readonly Typed[]): readonly Json[] {
    const { acceptance } = this.#carrier;
    const { binding, option, value } = one;
    if (binding.kind === "slot" || typeof value === "object") {
      const file = this.#file(one, acceptance);
      if (acceptance.field === undefined) return [file];
      const beside = binding.kind === "slot" ? binding.slot.with : acceptance.slots[0]?.with;
      return [{ [acceptance.field]: file, ...(beside as JsonObject | undefined), ...this.#companions(binding, all) }];
    }
    const items = readFileText(String(value), acceptance);
    if (items !== undefined) return items.map((item) => this.#checked(item, option));
    this.problems.push({ kind: "form", option, example: exampleOf(acceptance) });
    return [];
  }

  /** `voice_2` is the voice of `image_2` and means nothing without it. */
  requireCarrier(option: string, index: number, all: readonly Typed[]): void {
    const [slot] = this.#carrier.acceptance.slots;
    const needs = slotOption(slot?.name ?? "", index);
    if (!all.some((other) => other.option === needs)) this.problems.push({ kind: "needs", option, needs });
  }

  #companions(binding: Binding, all: readonly Typed[]): JsonObject {
    if (binding.kind !== "slot" || binding.slot !== this.#carrier.acceptance.slots[0]) return {};
    const own = all.flatMap((one) =>
      one.binding.kind === "companion" && one.binding.index === binding.index
        ? [[one.binding.companion.field, this.#file(one, one.binding.companion)] as const]
        : [],
    );
    return Object.fromEntries(own);
  }

  #file({ option, value }: Typed, accepts: Acceptance | Companion): string {
    if (typeof value !== "object" || value.kind === "mention") {
      return this.#url(spellTyped(value).trim(), option, accepts);
    }
    this.#inspect(option, value, accepts);
    return value.url;
  }

  #inspect(option: string, file: Attachment, { refuse = {}, warn = [] }: Acceptance | Companion): void {
    if (file.expiresAt !== null && file.expiresAt <= this.#carrier.now)
      this.problems.push({ kind: "file-expired", option });
    const refused = breaches(option, file, refuse);
    this.problems.push(...refused);
    // A refused file needs no warning as well.
    if (refused.length > 0) return;
    for (const { outside, says } of warn) {
      if (breaches(option, file, outside).length > 0) this.warnings.push(says.replaceAll("{file}", `\`${option}\``));
    }
  }

  /** Checks an item's URLs; the schema checks its shape. */
  #checked(item: Json, option: string): Json {
    const { acceptance } = this.#carrier;
    if (typeof item === "string" && acceptance.field === undefined) return this.#url(item, option, acceptance);
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    for (const accepts of [acceptance, ...(acceptance.companions ?? [])]) {
      const url = (item as JsonObject)[accepts.field ?? ""];
      if (typeof url === "string") this.#url(url, option, accepts);
    }
    return item;
  }

  #url(url: string, option: string, { kind, forms = ["url"] }: Acceptance | Companion): string {
    const isWeb = forms.includes("url") && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
    const isData = forms.includes("data") && url.startsWith(`data:${kind}/`);
    if (!isWeb && !isData) this.problems.push({ kind: "url", option, got: url.slice(0, QUOTED_CHARS) });
    return url;
  }
}

/** Enough of a bad URL to recognise it; a data URI can be thousands long. */
const QUOTED_CHARS = 80;
