// Goes through blocks, without judging them.
import { createHash } from "node:crypto";
import { isObject, objectsOf, type JsonObject } from "../../kit/json.ts";

/** An element that people can use. */
export interface Placed {
  readonly block: JsonObject;
  readonly element: JsonObject;
  readonly blockId: string;
  readonly actionId: string;
}

/** The blocks with the ids that Slack gives where the app gave none. The same for the same seed. */
export function withIds(blocks: readonly JsonObject[], seed: string): readonly JsonObject[] {
  return blocks.map((block, index) => {
    const own = { ...block, block_id: block["block_id"] ?? shortHash(`${seed}/${index}`) };
    const name = (element: unknown, place: number): unknown => named(element, `${seed}/${index}/${place}`);
    if (Array.isArray(block["elements"]) && block["type"] === "actions") {
      return { ...own, elements: block["elements"].map(name) };
    }
    if (isObject(block["accessory"])) return { ...own, accessory: name(block["accessory"], 0) };
    return isObject(block["element"]) ? { ...own, element: name(block["element"], 0) } : own;
  });
}

/** Of blocks that have their ids. */
export function elementsOf(blocks: readonly JsonObject[]): readonly Placed[] {
  return blocks.flatMap((block) => {
    const inner = block["type"] === "actions" ? block["elements"] : [];
    const elements = objectsOf([...list(inner), block["accessory"], block["element"]]);
    return elements
      .filter(({ type }) => type !== "image")
      .map((element) => {
        return { block, element, blockId: String(block["block_id"]), actionId: String(element["action_id"]) };
      });
  });
}

/** By action id, then by block id, then by what is written on or above it. */
export function findElement(blocks: readonly JsonObject[], target: string): Placed | undefined {
  const all = elementsOf(blocks);
  return (
    all.find(({ actionId }) => actionId === target) ??
    all.find(({ blockId }) => blockId === target) ??
    all.find(({ element, block }) => [textOf(element["text"]), textOf(block["label"])].includes(target))
  );
}

/** Of a text object. */
export function textOf(value: unknown): string | undefined {
  const text = isObject(value) ? value["text"] : undefined;
  return typeof text === "string" ? text : undefined;
}

function named(element: unknown, seed: string): unknown {
  if (!isObject(element) || element["type"] === "image") return element;
  return { ...element, action_id: element["action_id"] ?? shortHash(seed) };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function shortHash(seed: string): string {
  return createHash("sha256").update(seed).digest("base64url").slice(0, 5);
}
