/** What a person types for a property: platforms take lower case only, so `guidanceScale` is `guidance_scale`. */
export const optionName = (property: string): string =>
  property.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();

/** Options that no model's property or slot may take: which model, and the text of those that 25 have no room for. */
export const MODEL = "model";
export const MORE = "more";
