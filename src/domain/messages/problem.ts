/** What an option counts, where its number alone does not tell. */
type Unit = "seconds";

/** A mistake in what a person typed: the option, and what is allowed. Worded in `wording/refusals/problem.ts`. */
export type Problem =
  | { readonly kind: "required"; readonly option: string }
  | { readonly kind: "not-offered"; readonly option: string; readonly model: string }
  /** No option has this name; `nearest` is the one probably meant. */
  | { readonly kind: "unknown-option"; readonly option: string; readonly nearest: string | null }
  /** `option` means nothing without `needs`: a voice without the picture it belongs to. */
  | { readonly kind: "needs"; readonly option: string; readonly needs: string }
  /** The option was named, but no value follows. */
  | { readonly kind: "no-value"; readonly option: string }
  | { readonly kind: "not-whole"; readonly option: string }
  | {
      readonly kind: "range";
      readonly option: string;
      readonly min: number | null;
      readonly max: number | null;
      readonly unit?: Unit;
    }
  | {
      readonly kind: "length";
      readonly option: string;
      readonly min: number | null;
      readonly max: number | null;
      readonly got: number;
    }
  | { readonly kind: "choice"; readonly option: string; readonly allowed: readonly string[]; readonly got: string }
  | {
      readonly kind: "count";
      readonly option: string;
      readonly min: number | null;
      readonly max: number | null;
      readonly got: number;
    }
  /** A value in a form that could not be read, with an example of one that can. */
  | { readonly kind: "form"; readonly option: string; readonly example: string }
  | { readonly kind: "url"; readonly option: string; readonly got: string }
  | { readonly kind: "file-kind"; readonly option: string; readonly allowed: readonly string[]; readonly got: string }
  | { readonly kind: "file-bytes"; readonly option: string; readonly maxBytes: number; readonly gotBytes: number }
  | {
      readonly kind: "file-pixels";
      readonly option: string;
      readonly min: number;
      readonly max: number;
      readonly got: string;
    }
  | { readonly kind: "file-ratio"; readonly option: string; readonly max: number; readonly got: string }
  | {
      readonly kind: "file-seconds";
      readonly option: string;
      readonly min: number;
      readonly max: number;
      readonly got: number;
    }
  | { readonly kind: "file-expired"; readonly option: string }
  /** A rule of the model's own file, in that file's words. */
  | { readonly kind: "rule"; readonly says: string };
