import { ComponentType } from "discord.js";
import type { APIModalSubmitInteraction } from "discord.js";
import { UserError } from "../../../domain/errors/errors.ts";
import type { Attachment, MediaKind, OptionValues } from "../../../domain/messages/invocation.ts";
import type { Option } from "../../../domain/messages/option.ts";
import type { Problem } from "../../../domain/messages/problem.ts";
import type { Handlers } from "../../platform.ts";
import { FIELDS, inOrder } from "./form.ts";
import type { Draft } from "./form.ts";
import { attachmentOf } from "../arguments/read-arguments.ts";

type FileOption = Extract<Option, { kind: "file" }>;

/**
 * The values of a form that was sent in: the fields over the draft.
 * @throws UserError `request.invalid`
 */
export function submitted({ data }: APIModalSubmitInteraction, draft: Draft, handlers: Handlers): OptionValues {
  const { command, values, kept } = draft;
  const options = handlers.commands.find(({ name }) => name === command)?.options ?? [];
  const fields = fieldsOf(data.components);
  const prompt = fields.get(FIELDS.prompt)?.[0] ?? "";
  const model = fields.get(FIELDS.model)?.[0];
  return {
    ...pick(values, kept),
    ...(prompt.trim() === "" ? {} : { [FIELDS.prompt]: prompt }),
    ...(model === undefined ? {} : { [FIELDS.model]: model }),
    ...handlers.readText(command, fields.get(FIELDS.options)?.[0] ?? ""),
    ...files(
      options.filter((option) => option.kind === "file"),
      (fields.get(FIELDS.files) ?? []).flatMap((id) => attachmentOf(data.resolved, id) ?? []),
      values,
    ),
  };
}

/** What stands in each field, by its custom ID: a text, the chosen values, or the IDs of the files. */
function fieldsOf(components: APIModalSubmitInteraction["data"]["components"]): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, readonly string[]>();
  for (const label of components) {
    if (label.type !== ComponentType.Label) continue;
    const { component } = label;
    if (component.type === ComponentType.TextInput) fields.set(component.custom_id, [component.value]);
    if (component.type === ComponentType.StringSelect) fields.set(component.custom_id, component.values);
    if (component.type === ComponentType.FileUpload) fields.set(component.custom_id, component.values);
  }
  return fields;
}

const pick = (values: OptionValues, names: readonly string[]): OptionValues =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));

/** New files in place of all the old ones, each in the next option that takes its kind; without any, the old ones. */
function files(options: readonly FileOption[], uploaded: readonly Attachment[], values: OptionValues): OptionValues {
  if (uploaded.length === 0) {
    return pick(
      values,
      options.map(({ name }) => name),
    );
  }
  const free = [...inOrder(options, values)];
  const placed: Record<string, Attachment> = {};
  const problems: Problem[] = [];
  for (const file of uploaded) {
    const kind = kindOf(file);
    const index = free.findIndex(({ accepts }) => kind === null || accepts === kind);
    const [slot] = index === -1 ? [] : free.splice(index, 1);
    if (slot === undefined) problems.push(noFreeOption(options, file, kind));
    else placed[slot.name] = file;
  }
  if (problems.length > 0) throw new UserError("request.invalid", { detail: { problems } });
  return placed;
}

function noFreeOption(options: readonly FileOption[], file: Attachment, kind: MediaKind | null): Problem {
  const slots = options.filter(({ accepts }) => accepts === kind).length;
  if (slots > 0) return { kind: "count", option: `${FIELDS.files} (${kind})`, min: null, max: slots, got: slots + 1 };
  const allowed = [...new Set(options.map(({ accepts }) => accepts))];
  return { kind: "file-kind", option: FIELDS.files, allowed, got: file.contentType ?? file.name };
}

/** Null when Discord did not recognise the file: whoever reads the request decides. */
function kindOf({ contentType }: Attachment): MediaKind | null {
  const kind = contentType?.split("/")[0];
  return kind === "image" || kind === "video" || kind === "audio" ? kind : null;
}
