// How options and models are described in menus, forms and on /models, where a model's own document has no words for it.

export const MODEL_TITLE = "Model";
export const sayModelOption = (usual: string): string => `Which model runs. Default ${usual}.`;

export const MORE_TITLE = "More options";
export const sayMoreOptions = (names: readonly string[]): string =>
  `More, as name: value, one per line: ${names.join(", ")}`;

export const saySlot = (title: string): string => `${title}: a file you attach.`;
export const sayExample = (title: string, example: string): string => `${title}, such as ${example}.`;
export const sayAddresses = (title: string): string => `${title}, as URLs with spaces between them.`;
export const inSeconds = (title: string): string => `${title} in seconds`;

export const DEFAULT_DEPENDS = "The default depends on the model.";
/** `value` as it is typed; a switch is on or off. */
export const sayDefault = (value: string | boolean): string =>
  `Default ${value === true ? "on" : value === false ? "off" : value}.`;

export const sayOnly = (model: string): string => `${model} only.`;
export const sayNotFor = (model: string): string => `Not for ${model}.`;

// What `/models` says that an option takes.

export const TRUE_OR_FALSE = "true or false";
export const sayTexts = (examples: readonly string[]): string => `text such as ${examples.join(", ")}`;
export const sayText = (maxChars: number | undefined): string =>
  maxChars === undefined ? "text" : `text of up to ${maxChars} characters`;

export const sayNumber = (isWhole: boolean, min: number | undefined, max: number | undefined): string =>
  `${isWhole ? "whole number" : "number"}${saySpan(min, max)}`;

function saySpan(min: number | undefined, max: number | undefined): string {
  if (min === undefined) return max === undefined ? "" : ` up to ${max}`;
  return max === undefined ? ` from ${min}` : ` from ${min} to ${max}`;
}

/** `most`: how many; Infinity: any number. */
export function sayFiles(kind: string, most: number): string {
  if (most === 1) return `one ${kind} file or URL`;
  return most === Infinity ? `${kind} files or URLs` : `up to ${most} ${kind} files or URLs`;
}

/** Behind what an option takes. `usual`: its default as it is typed; null: it has none. */
export const sayIfLeftOut = (usual: string | null, isRequired: boolean): string =>
  usual === null ? (isRequired ? ", required" : "") : `, default ${usual}`;
