/** The option name of a property. Platforms take lower case only, so `guidanceScale` becomes `guidance_scale`. */
export const optionName = (property: string): string =>
  property.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();

/** Reserved option names: the model, and the text for properties without an option of their own. */
export const MODEL = "model";
export const MORE = "more";
