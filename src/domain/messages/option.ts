// What a command offers, derived from the schemas of its models. Platforms turn it into their own kind of form.

import type { MediaKind } from "./invocation.ts";
import type { Micros } from "../money/money.ts";

interface OptionBase {
  /** What a person types: `size`, `image_2`. Lower case, `[a-z0-9_]`, no longer than the platform takes. */
  readonly name: string;
  readonly title: string;
  /** From the schema, shortened to what a menu can show. */
  readonly description: string;
  readonly required: boolean;
}

/** A range that no model of the command leaves is null: the chosen model's own limits are checked on arrival. */
export type Option = OptionBase &
  (
    | {
        readonly kind: "text";
        readonly minLength: number | null;
        readonly maxLength: number | null;
        readonly multiline: boolean;
      }
    /** All models of the command agree on what can be chosen. */
    | { readonly kind: "choice"; readonly choices: readonly Choice[] }
    /** What can be chosen depends on the model, or on more values than a menu holds: completed while typing. */
    | { readonly kind: "suggested" }
    | { readonly kind: "integer"; readonly min: number | null; readonly max: number | null }
    | { readonly kind: "boolean" }
    /** `beside`: the option whose file it goes with, as the voice of the second picture does with that picture. */
    | { readonly kind: "file"; readonly accepts: MediaKind; readonly beside?: string }
    /** Arrives as a `Mention`. */
    | { readonly kind: "member" | "role" | "channel" }
  );

export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** What stands in one option while the person is still typing. */
export interface Typing {
  /** With its subcommand: `budget clear`. */
  readonly command: string;
  readonly option: string;
  readonly text: string;
  /** The other options so far: possibly incomplete, possibly wrong. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

export interface Subcommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly Option[];
}

/** A command as every platform publishes it. */
export interface CommandSpec extends Subcommand {
  /** One level of them, typed as `/budget set`. A command has either these or options. */
  readonly subcommands?: readonly Subcommand[];
  /** A card is for everybody and changes later; a page is for the one who asked, and is never touched again. */
  readonly answer: "card" | "page";
}

/** What `/models` says of one model. */
export interface ModelPage {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly command: string;
  /** The most its default request can cost. */
  readonly from: Micros;
  readonly options: readonly { readonly name: string; readonly title: string; readonly allowed: string }[];
}

/** What a platform takes of a command's options. Infinity: as much as there is. */
export interface OptionLimits {
  /** Of one command. */
  readonly options: number;
  /** Of one menu, or offered while somebody types. */
  readonly choices: number;
  readonly nameChars: number;
  readonly descriptionChars: number;
}
