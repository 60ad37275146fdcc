import type { Acceptance, ModelDocument, Property } from "./document.generated.ts";

/**
 * The properties of a model that carry files. Besides those that its document describes, these are the ones that only
 * MindVideo's own form marks as an upload; they take URLs of any file of that kind.
 */
export function fileProperties({ input, accepts = {} }: ModelDocument): ReadonlyMap<string, Acceptance> {
  const found = new Map<string, Acceptance>();
  for (const [property, schema] of Object.entries(input.properties)) {
    const acceptance = accepts[property] ?? fromPlayground(schema);
    if (acceptance !== null) found.set(property, acceptance);
  }
  return found;
}

function fromPlayground(schema: Property): Acceptance | null {
  const { uploadKind: kind, accept = `${kind}/*` } = schema["x-playground"] ?? {};
  if (kind === undefined) return null;
  return {
    kind,
    slots: [{ name: kind, title: schema.title ?? kind }],
    refuse: { types: accept.split(",").map((type) => type.trim()) },
  };
}

/** How many files a property takes: one for a string, `maxItems` for an array, Infinity for an array without it. */
export const capacity = (schema: Property): number => (schema.type === "array" ? (schema.maxItems ?? Infinity) : 1);
