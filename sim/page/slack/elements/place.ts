import { asFields, listIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";
import { textOf } from "./choice.ts";

/** An element that people can use, and the block that holds it. */
export interface Place {
  readonly block: Fields;
  readonly element: Fields;
  readonly type: string;
  readonly blockId: string;
  readonly actionId: string;
}

/** Without an id of its own an element goes by what is written on or above it. */
export function placeOf(element: Fields, block: Fields): Place {
  const label = textOf(element, "text") ?? textOf(block, "label") ?? "";
  return {
    block,
    element,
    type: textIn(element, "type") ?? "",
    blockId: textIn(block, "block_id") ?? label,
    actionId: textIn(element, "action_id") ?? label,
  };
}

/** All of them, in the order in which they are drawn. */
export const placesIn = (blocks: readonly unknown[]): readonly Place[] =>
  blocks.flatMap((value) => {
    const block = asFields(value);
    if (block === null) return [];
    const own = [block["accessory"], block["element"]];
    const inner = block["type"] === "actions" ? (listIn(block, "elements") ?? []) : [];
    const elements = [...own, ...inner].map(asFields).filter((element) => element !== null);
    return elements.map((element) => placeOf(element, block));
  });
