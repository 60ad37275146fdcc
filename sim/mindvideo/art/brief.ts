import { isObject, type JsonObject, listAt, textAt } from "../api/json.ts";
import type { SimReference } from "../tasks/task.ts";

/** What a painter is told: plain data that can cross into a worker thread. */
export interface Brief {
  readonly model: string;
  readonly input: JsonObject;
  readonly seed: number;
  readonly references: readonly BriefReference[];
}

export type BriefReference = Pick<SimReference, "field" | "role" | "outcome" | "contentType" | "bytes">;

/** The words a picture is about. */
export function promptOf({ input }: Brief): string {
  return textAt(input, "prompt") ?? "";
}

/** The colours asked for, as #rrggbb; empty when the choice is left to the painter. */
export function paletteAsked({ input }: Brief): string[] {
  return listAt(input, "color_palette").flatMap((item) => {
    const hex = (isObject(item) ? textAt(item, "hex") : undefined) ?? "";
    return /^#?[0-9a-f]{6}$/i.test(hex) ? [`#${hex.replace("#", "").toLowerCase()}`] : [];
  });
}
