// What the client lets a person put into a field of a form, and how it sends it.
// https://docs.discord.com/developers/components/reference
import { ComponentType } from "discord-api-types/v10";
import { fileFits } from "../rules/file-types.ts";
import { isObject, type JsonObject } from "../../kit/json.ts";
import { isUpload, type Filling } from "./option-values.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";
import type { FieldValue, Upload } from "../state/people.ts";
import { checkCount, chosenValues } from "./select-values.ts";

const T = ComponentType;
const TEXT_CHARS_MAX = 4_000;

export interface FilledField {
  readonly type: unknown;
  readonly custom_id: unknown;
  readonly value?: string | null;
  readonly values?: readonly string[];
}

/** An undefined `given` keeps what the bot filled in. */
export function fillField(
  field: JsonObject,
  given: FieldValue | undefined,
  filling: Filling & { readonly forged?: boolean },
): FilledField {
  const own = { type: field["type"], custom_id: field["custom_id"] };
  try {
    return { ...own, ...fillBy(field, given, filling) };
  } catch (cause) {
    if (!(cause instanceof ClientRefusal)) throw cause;
    if (filling.forged) return { ...own, ...forged(given) };
    throw new ClientRefusal(`field "${String(field["custom_id"])}": ${cause.message}`, { cause });
  }
}

type Filled = Pick<FilledField, "value" | "values">;

function fillBy(field: JsonObject, given: FieldValue | undefined, filling: Filling): Filled {
  switch (field["type"]) {
    case T.TextInput:
      return { value: text(field, given ?? (typeof field["value"] === "string" ? field["value"] : "")) };
    case T.FileUpload:
      return { values: upload(field, given ?? [], filling) };
    default:
      return { values: chosenValues(field, strings(given ?? preset(field))) };
  }
}

function text(field: JsonObject, value: FieldValue): string {
  if (typeof value !== "string") throw new ClientRefusal("takes text");
  if (value === "") {
    if (field["required"] !== false) throw new ClientRefusal("must be filled in");
    return value;
  }
  const [min, max] = [Number(field["min_length"] ?? 0), Number(field["max_length"] ?? TEXT_CHARS_MAX)];
  if (value.length < min || value.length > max)
    throw new ClientRefusal(`must have between ${min} and ${max} characters`);
  return value;
}

function upload(field: JsonObject, value: FieldValue, { resolved, uploadLimitBytes }: Filling): readonly string[] {
  const files: readonly Upload[] = Array.isArray(value) ? value.filter(isUpload) : [];
  if (!Array.isArray(value) || files.length < value.length) throw new ClientRefusal("takes files");
  checkCount(field, files.length);
  const types = Array.isArray(field["file_types"]) ? field["file_types"].map(String) : undefined;
  for (const { name, bytes } of files) {
    if (!fileFits(name, types)) throw new ClientRefusal(`takes only ${types?.join(", ")}`);
    if (bytes.length > uploadLimitBytes) throw new ClientRefusal(`${name} is too large for this server`);
  }
  return files.map((file) => resolved.upload(file));
}

/** The options that the bot chose beforehand. */
function preset(field: JsonObject): readonly string[] {
  const options = Array.isArray(field["options"]) ? field["options"].filter(isObject) : [];
  return options.filter((option) => option["default"] === true).map(({ value }) => String(value));
}

function strings(value: FieldValue): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === "string" ? [value] : [];
}

function forged(given: FieldValue | undefined): Filled {
  if (Array.isArray(given)) return { values: given.map(String) };
  return { value: typeof given === "string" ? given : null };
}
