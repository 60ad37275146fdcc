import type { Attachment, OptionValues } from "../../domain/messages/invocation.ts";
import { bind } from "./binding.ts";
import type { CompiledModel } from "../document/compile-model.ts";

/** A file that only the bot can read, with the forms in which the model takes it. */
export interface PrivateFile {
  readonly option: string;
  readonly file: Attachment;
  /** The model fetches it from a public URL. */
  readonly takesUrl: boolean;
  /** Largest file in bytes that it takes as a data URI; 0: none. */
  readonly maxDataBytes: number;
}

/** The pages ask for compact ones. Publishers of the same models agree on 10 MB, and Slack's forms take no more. */
const USUAL_DATA_BYTES = 10 * 1024 * 1024;

/** The private files among typed values; options that the model does not have are left out. */
export function privateFiles(model: CompiledModel, values: OptionValues): readonly PrivateFile[] {
  return Object.entries(values).flatMap(([option, file]) => {
    if (typeof file !== "object" || file.kind !== "attachment" || file.access !== "private") return [];
    const binding = bind(model, option);
    if (binding === null) return [];
    const accepts = binding.kind === "companion" ? binding.companion : model.files.get(binding.property);
    const { forms = ["url"], maxDataBytes = USUAL_DATA_BYTES } = accepts ?? {};
    return [{ option, file, takesUrl: forms.includes("url"), maxDataBytes: forms.includes("data") ? maxDataBytes : 0 }];
  });
}
