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

/** A limit is null if some model of the command has none. The chosen model's own limits are checked on arrival. */
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
    /** Completed while typing, since the choices depend on the model or are more than a menu holds. */
    | { readonly kind: "suggested" }
    | { readonly kind: "integer"; readonly min: number | null; readonly max: number | null }
    | { readonly kind: "boolean" }
    /** `beside`: the option whose file it belongs to, as `voice_2` belongs to `image_2`. */
    | { readonly kind: "file"; readonly accepts: MediaKind; readonly beside?: string }
    /** Arrives as a `Mention`. */
    | { readonly kind: "member" | "role" | "channel" }
  );

export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** One option that somebody is still typing, and the other options so far. */
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
  /** A card is public and is edited later; a page is ephemeral and stays as it is. */
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

/** How many options a platform takes, and of what size. Infinity: no limit. */
export interface OptionLimits {
  /** Of one command. */
  readonly options: number;
  /** Of one menu, or offered while somebody types. */
  readonly choices: number;
  readonly nameChars: number;
  readonly descriptionChars: number;
}
