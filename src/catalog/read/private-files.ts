import type { Attachment, OptionValues } from "../../domain/messages/invocation.ts";
import { bind } from "./binding.ts";
import type { CompiledModel } from "../document/compile-model.ts";

/** A file that only the bot can read, and in which forms the model takes one there. */
export interface PrivateFile {
  readonly option: string;
  readonly file: Attachment;
  /** An address that anybody can open may stand there. */
  readonly takesUrl: boolean;
  /** The largest file that may stand there as a data URI; 0: none. */
  readonly maxDataBytes: number;
}

/** The pages ask for compact ones; 10 MB is what publishers of the same models agree on, and all that Slack's forms take. */
const USUAL_DATA_BYTES = 10 * 1024 * 1024;

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
