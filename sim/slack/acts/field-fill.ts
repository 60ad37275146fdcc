// What the client lets a person put into a field.
import { fileFits } from "../state/file-type.ts";
import { emptyState, optionsOf } from "./field-state.ts";
import type { JsonObject } from "../../kit/json.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";
import type { FieldValue, Upload } from "../state/people.ts";

/** https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
const FILE_BYTES_MAX = 10 * 1_000_000;
const FILES_MAX = 10;

export interface Filling {
  readonly forged: boolean;
  /** Keeps an upload, and tells what stands for it in the state. */
  readonly bring: (upload: Upload) => JsonObject;
  /** What the app has suggested for the field, when it is an external menu. */
  readonly suggested: readonly JsonObject[];
}

export function filledState(element: JsonObject, value: FieldValue, filling: Filling): JsonObject {
  if (value === null || value === "") return emptyState(element);
  const [type, empty] = [String(element["type"]), emptyState(element)];
  const key = Object.keys(empty).find((name) => name !== "type") ?? "value";
  return { ...empty, [key]: valueOf(type, { element, value, filling }) };
}

interface Given {
  readonly element: JsonObject;
  readonly value: Exclude<FieldValue, null>;
  readonly filling: Filling;
}

function valueOf(type: string, { element, value, filling }: Given): unknown {
  switch (type) {
    case "static_select":
    case "external_select":
      return optionNamed(element, oneOf(value), filling);
    case "checkboxes":
      return manyOf(value).map((name) => optionNamed(element, name, filling));
    case "file_input":
      return filesOf(element, value, filling);
    default:
      return oneOf(value);
  }
}

function optionNamed(element: JsonObject, value: string, { forged, suggested }: Filling): JsonObject {
  const found = [...optionsOf(element), ...suggested].find((option) => option["value"] === value);
  if (found) return found;
  if (!forged) throw new ClientRefusal(`there is no option "${value}"`);
  return { text: { type: "plain_text", text: value, emoji: true }, value };
}

function oneOf(value: FieldValue): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw new ClientRefusal("takes one value");
}

function manyOf(value: FieldValue): readonly string[] {
  const values = typeof value === "string" ? [value] : value;
  if (!Array.isArray(values) || !values.every((one) => typeof one === "string"))
    throw new ClientRefusal("takes values");
  return values;
}

function filesOf(element: JsonObject, value: FieldValue, { forged, bring }: Filling): readonly JsonObject[] {
  if (!Array.isArray(value) || !value.every(isUpload)) throw new ClientRefusal("takes files");
  if (!forged) checkFiles(element, value);
  return value.map(bring);
}

function checkFiles(element: JsonObject, uploads: readonly Upload[]): void {
  const max = Number(element["max_files"] ?? FILES_MAX);
  if (uploads.length > max) throw new ClientRefusal(`takes at most ${max} files`);
  const filetypes = element["filetypes"] as readonly string[] | undefined;
  for (const { name, bytes } of uploads) {
    if (bytes.length > FILE_BYTES_MAX) throw new ClientRefusal(`${name} is larger than 10 MB`);
    if (!fileFits(name, filetypes)) throw new ClientRefusal(`${name} is none of ${filetypes?.join(", ")}`);
  }
}

function isUpload(value: unknown): value is Upload {
  return typeof value === "object" && value !== null && "bytes" in value && "name" in value;
}
