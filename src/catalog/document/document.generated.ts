// Generated from document.schema.json by `npm run types`. Do not edit.

type MediaKind = "image" | "video" | "audio";
/**
 * The largest file that may stand there as a data URI, where that is not the usual 10 MB.
 */
type MaxDataBytes = number;
/**
 * Where it is documented: `page` is the model's own page, anything else a URL or the name of another publisher of the same model.
 *
 * @minItems 1
 */
type Sources = string[];

/**
 * All that the bot knows of one model. Adding a model is adding one such file to schemas/.
 */
export interface ModelDocument {
  $schema?: string;
  /**
   * The platform's slug, and the name of the file.
   */
  model: string;
  /**
   * What people read and choose.
   */
  title: string;
  description: string;
  /**
   * The slash command that offers it.
   */
  command: string;
  /**
   * Runs when a person names no model. One a command; without one, the cheapest does.
   */
  default?: boolean;
  input: Input;
  /**
   * Properties that carry files. One that is not named here, but has an x-playground.uploadKind, takes URLs of that kind.
   */
  accepts?: {
    [k: string]: Acceptance;
  };
  /**
   * How people type what is neither a scalar nor a file. A property that is not named here is typed as JSON, which every form also takes.
   */
  forms?: {
    [k: string]: Form;
  };
  /**
   * Values to offer for a property that takes any text.
   */
  suggest?: {
    /**
     * @minItems 1
     */
    [k: string]: string[];
  };
  /**
   * What the page says only in prose, and what the model's other publishers document. Checked on what was typed: a default is not there.
   */
  rules?: Rule[];
  /**
   * The property that says how many results a request asks for. Without it: one.
   */
  yields?: string;
  price: Price;
  /**
   * How long a task takes until the bot has learned better. The first case that matches counts; the last has no `when`.
   *
   * @minItems 1
   */
  takes: Expectation[];
}
/**
 * The published input schema, untouched.
 */
interface Input {
  type: "object";
  required?: string[];
  properties: {
    [k: string]: Property;
  };
  [k: string]: unknown;
}
export interface Property {
  type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  title?: string;
  description?: string;
  /**
   * @minItems 1
   */
  enum?: (string | number)[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  required?: string[];
  properties?: {
    [k: string]: Property;
  };
  items?: Property;
  "x-playground"?: {
    accept?: string;
    advanced?: boolean;
    placeholder?: string;
    uploadKind?: MediaKind;
    widget?: string;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface Acceptance {
  kind: MediaKind;
  /**
   * What may stand in the property: a URL (if nothing is said), a data URI.
   *
   * @minItems 1
   */
  forms?: ("url" | "data")[];
  maxDataBytes?: MaxDataBytes;
  /**
   * Where the items are objects: the one of their properties that holds the file.
   */
  field?: string;
  /**
   * @minItems 1
   */
  slots: Slot[];
  /**
   * Further files of an item: `voice_2` belongs to `image_2`, the second file of the first slot.
   */
  companions?: Companion[];
  refuse?: Limits;
  warn?: Warning[];
  sources?: Sources;
}
/**
 * Where a person attaches a file: `image`, then `image_2`, and so on.
 */
export interface Slot {
  name: string;
  title: string;
  /**
   * How many there can be, if fewer than the property takes.
   */
  max?: number;
  /**
   * What an item holds beside its file.
   */
  with?: {
    [k: string]: unknown;
  };
}
interface Companion {
  kind: MediaKind;
  /**
   * @minItems 1
   */
  forms?: ("url" | "data")[];
  maxDataBytes?: MaxDataBytes;
  field: string;
  slot: Slot;
  refuse?: Limits;
  warn?: Warning[];
  sources?: Sources;
}
/**
 * What a file may be. It is checked where the platform has measured it.
 */
export interface Limits {
  /**
   * Content types; image/* is any image.
   *
   * @minItems 1
   */
  types?: string[];
  maxBytes?: number;
  sidePixels?: Span;
  /**
   * The longer side divided by the shorter.
   */
  maxRatio?: number;
  seconds?: Span;
}
interface Span {
  min: number;
  max: number;
}
interface Warning {
  outside: Limits;
  /**
   * The sentence for the card. `{file}` becomes the slot's name.
   */
  says: string;
  sources?: Sources;
}
export interface Form {
  /**
   * From the outermost list to the innermost. Space around them does not matter.
   *
   * @minItems 1
   */
  separators: string[];
  /**
   * The innermost list is an object: what its parts are, in order.
   *
   * @minItems 1
   */
  fields?: string[];
  /**
   * Stands for an empty list.
   */
  none?: string;
  example: string;
}
/**
 * A request that matches `when` (without it: any) has to match `must`; none may match `never`. One of the two.
 */
interface Rule {
  /**
   * `refuse` what the page says or two sources agree on; `warn` of what only one says, of what they disagree on, and of what has no effect.
   */
  level: "refuse" | "warn";
  /**
   * The sentence a person reads. `{prompt}` becomes the option's name as it was typed.
   */
  says: string;
  when?: Schema;
  must?: Schema;
  never?: Schema;
  sources?: Sources;
}
/**
 * A JSON Schema; the keywords of src/catalog/document/keywords.ts may be used too.
 */
export interface Schema {
  [k: string]: unknown;
}
/**
 * The most a request can cost: a rate times the units. An upper guess until the API has said better.
 */
interface Price {
  per: "image" | "second" | "task";
  /**
   * Summed. Without it: one.
   *
   * @minItems 1
   */
  units?: {
    /**
     * A property: its number, or how many items it has.
     */
    of: string;
    /**
     * How many units one of them is. Without it: one.
     */
    each?: number;
  }[];
  /**
   * What holds for a property that was not typed, where that is not the default of its schema.
   */
  assume?: {
    when: Schema;
    values: {
      [k: string]: unknown;
    };
  }[];
  /**
   * The first that matches the request, defaults filled in, counts. The last has no `when`.
   *
   * @minItems 1
   */
  rates: {
    when?: Schema;
    dollars: string;
  }[];
  /**
   * All properties that the price depends on.
   */
  by?: string[];
  sources?: Sources;
}
interface Expectation {
  when?: Schema;
  medianSeconds: number;
  /**
   * Standard deviation of the logarithm.
   */
  spread: number;
  sources?: Sources;
}
