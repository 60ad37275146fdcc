// Goes through components of any nesting, without judging them.
import { isObject, type JsonObject } from "../../kit/json.ts";

/** Every component, the outer before the inner. */
export function allComponents(components: readonly unknown[]): readonly JsonObject[] {
  return components.filter(isObject).flatMap((component) => [component, ...allComponents(childrenOf(component))]);
}

function childrenOf(component: JsonObject): readonly unknown[] {
  const inner = Array.isArray(component["components"]) ? (component["components"] as readonly unknown[]) : [];
  return [...inner, component["accessory"], component["component"]];
}

/** What the text displays say. */
export function textOf(components: readonly unknown[]): readonly string[] {
  return allComponents(components).flatMap(({ type, content }) =>
    type === 10 && typeof content === "string" ? [content] : [],
  );
}

/** Every URL that a thumbnail, a gallery or a file component shows. */
export function mediaUrls(components: readonly unknown[]): readonly string[] {
  return allComponents(components)
    .flatMap(({ media, file, items }) => [media, file, ...galleryMedia(items)])
    .flatMap((media) => (isObject(media) && typeof media["url"] === "string" ? [media["url"]] : []));
}

/** The attachments named by `attachment://`. */
export function referredNames(components: readonly unknown[]): ReadonlySet<string> {
  const scheme = "attachment://";
  const urls = mediaUrls(components).filter((url) => url.startsWith(scheme));
  return new Set(urls.map((url) => url.slice(scheme.length)));
}

function galleryMedia(items: unknown): readonly unknown[] {
  return Array.isArray(items) ? items.map((item: unknown) => (isObject(item) ? item["media"] : undefined)) : [];
}
