import type { types, UploadedFile, ViewOutput, ViewStateValue } from "@slack/bolt";
import { UserError } from "../../../domain/errors/errors.ts";
import type { Attachment, OptionValue, OptionValues } from "../../../domain/messages/invocation.ts";
import type { Choice, Typing } from "../../../domain/messages/option.ts";
import type { Problem } from "../../../domain/messages/problem.ts";
import type { Handlers, Form } from "../../platform.ts";
import { FORM } from "../../../wording/help-and-forms.ts";
import { fileGroupsOf, fileGroupOf, memberName } from "./file-groups.ts";
import { choiceOption, LEFT_OUT, spelled } from "./field.ts";
import { KEPT_VALUES, MODEL_BLOCK } from "./form.ts";
import type { Draft } from "./form.ts";
import { LIMITS } from "../limits.ts";
import { joined, MOST_PARTS, partBlock, partsOf, sameParts } from "./text-parts.ts";

/** https://docs.slack.dev/reference/objects/file-object, or a stub of it that `files.info` has the rest of. */
export type SlackFile = Pick<UploadedFile, "id"> & Partial<UploadedFile>;

export interface Sent {
  readonly view: Pick<ViewOutput, "blocks" | "state">;
  readonly draft: Draft;
  readonly handlers: Pick<Handlers, "form">;
  /** What `files.info` said of those that `stubsOf` names. */
  readonly files?: ReadonlyMap<string, SlackFile>;
}

/** The IDs of files that arrived without their address: `files.info` has the rest. */
export const stubsOf = (view: Sent["view"]): readonly string[] =>
  [...uploadsIn(view).values()].flat().flatMap((file) => (urlOf(file) === null ? [file.id] : []));

/**
 * The values of a form that was sent in, for the model that was chosen in it.
 * @throws UserError `request.invalid`
 */
export function submitted(sent: Sent): OptionValues {
  const { draft, handlers, view } = sent;
  const model = chosenModel(sent);
  const { options } = handlers.form(draft.command, { ...draft.values, ...model });
  const hasField = (name: string): boolean => shownIn(view, name);
  // In the order of the options, as the card lists them.
  const kept = options.map(({ name }) => name).filter((name) => !hasField(name) && name in draft.values);
  const files = [...uploadsIn(view)].flatMap(([group, uploads]) => attached(group, uploads, sent));
  const found = {
    ...model,
    ...pick(draft.values, kept),
    ...scalars(sent),
    ...keptFiles(sent),
    ...Object.fromEntries(files),
  };
  const order = [...options.map(({ name }) => name), ...Object.keys(found)];
  return pick(found, [...new Set(order)]);
}

/**
 * The form of the model that was chosen, with everything entered so far, which from now on is the draft. Files just
 * chosen stay in the field where the new form has the same one.
 */
export function switched(sent: Sent): Form {
  const { draft, handlers, view } = sent;
  const { command, values } = draft;
  const hidden = Object.keys(values).filter((name) => !shownIn(view, name));
  const entered = {
    ...pick(values, hidden),
    ...scalars(sent),
    ...keptFiles({ ...sent, replace: false }),
    ...chosenModel(sent),
  };
  const form = handlers.form(command, entered);
  const fields = new Set(fileGroupsOf(form.options).map(({ name }) => name));
  const others = [...uploadsIn(view)].filter(([group]) => !fields.has(group));
  let kept = form.values;
  for (const [group, uploads] of others) {
    const without = Object.entries(kept).filter(([name]) => fileBlockOf(view, name) !== group);
    kept = Object.fromEntries([...without, ...attached(group, uploads, sent)]);
  }
  return { ...form, values: kept };
}

/** What a person types into a field that is completed, and what stands in the others; the option is the block. */
export function typingOf(sent: Sent, { blockId, text }: { readonly blockId: string; readonly text: string }): Typing {
  const values: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries({ ...scalars(sent), ...chosenModel(sent) })) {
    if (name !== blockId && typeof value !== "object") values[name] = value;
  }
  return { command: sent.draft.command, option: blockId, text, values };
}

/** The menu under it. `isFree`: the field takes what was typed as it is; it can also be left out. */
export function drawChoices(
  choices: readonly Choice[],
  { text, isFree }: { readonly text: string; readonly isFree: boolean },
): types.PlainTextOption[] {
  const typed = text.trim();
  const own =
    isFree && typed !== "" && !choices.some(({ value }) => value === typed) ? [{ label: typed, value: typed }] : [];
  const out = typed === "" ? [{ label: FORM.leftOut, value: LEFT_OUT }] : [];
  return [...out, ...own, ...choices]
    .filter(({ value }) => value !== "" && value.length <= LIMITS.optionChars)
    .slice(0, LIMITS.selectOptions)
    .map(choiceOption);
}

interface Entry {
  readonly block: string;
  /** A `FieldKind`. */
  readonly kind: string;
  readonly state: ViewStateValue;
}

const entriesIn = ({ state }: Sent["view"]): readonly Entry[] =>
  Object.entries(state.values).flatMap(([block, fields]) =>
    Object.entries(fields).map(([kind, one]) => ({ block, kind, state: one })),
  );

/** Whether the view has a field for the option: one of its own, or that of its group. */
const shownIn = (view: Sent["view"], name: string): boolean =>
  name in view.state.values || fileBlockOf(view, name) !== null;

/** The block for the files of an option: `image_2` shares that of `image`, unless it has its own. */
function fileBlockOf({ state }: Sent["view"], name: string): string | null {
  const blocks = [name, fileGroupOf(name)].filter((block) => "files" in (state.values[block] ?? {}));
  return blocks[0] ?? null;
}

/** By the block; nothing where the command has one model only. */
function chosenModel({ view, draft }: Sent): OptionValues {
  const chosen = view.state.values[MODEL_BLOCK]?.["choice"]?.selected_option?.value ?? draft.values[MODEL_BLOCK];
  return chosen === undefined ? {} : { [MODEL_BLOCK]: chosen };
}

/** What stands in the fields that hold one value, by option. What was not changed is as it was typed. */
function scalars({ view, draft }: Sent): OptionValues {
  const values: Record<string, OptionValue> = {};
  for (const { block, kind, state } of entriesIn(view)) {
    if (block === MODEL_BLOCK || block.includes("+") || kind === "files" || kind === "kept") continue;
    const before = draft.values[block];
    const value = kind === "text" ? textOf(view, block, before) : valueOf(kind, state);
    if (value === undefined) continue;
    values[block] = before !== undefined && spelled(before) === spelled(value) ? before : value;
  }
  return values;
}

function textOf(view: Sent["view"], block: string, before: OptionValue | undefined): OptionValue | undefined {
  const parts = Array.from({ length: MOST_PARTS }, (_, index) => {
    return view.state.values[partBlock(block, index)]?.["text"]?.value ?? "";
  });
  const text = joined(parts);
  const drawn = before === undefined ? [] : partsOf(spelled(before));
  // Too long to be shown, and so not taken back by an empty field.
  const isKept = text === "" && drawn.length > MOST_PARTS;
  if (isKept || (before !== undefined && text !== "" && sameParts(parts, drawn))) return before;
  return text === "" ? undefined : text;
}

function valueOf(kind: string, { value, selected_option: chosen }: ViewStateValue): OptionValue | undefined {
  const entered = (kind === "integer" ? value : chosen?.value) ?? "";
  if (entered === "" || entered === LEFT_OUT) return undefined;
  if (kind === "integer" && /^-?\d{1,15}$/.test(entered)) return Number(entered);
  return kind === "boolean" ? entered === "true" : entered;
}

/** By the name of the group, those where new ones were chosen. */
function uploadsIn(view: Sent["view"]): ReadonlyMap<string, readonly SlackFile[]> {
  const found = entriesIn(view).flatMap(({ block, kind, state }) => {
    const files: readonly SlackFile[] = state.files ?? [];
    return kind === "files" && files.length > 0 ? [[block, files] as const] : [];
  });
  return new Map(found);
}

/** Files that were attached before and are still ticked. New ones of a field replace all of its old ones. */
function keptFiles({ view, draft, replace = true }: Sent & { readonly replace?: boolean }): OptionValues {
  const uploads = uploadsIn(view);
  const groups = entriesIn(view).flatMap(({ block, kind }) => (kind === "files" ? [block] : []));
  const names = groups.flatMap((group) => {
    if (replace && uploads.has(group)) return [];
    const boxes = view.state.values[`${KEPT_VALUES}${group}`]?.["kept"];
    const offered = optionsOf(view, `${KEPT_VALUES}${group}`);
    const ticked = (boxes?.selected_options ?? []).map(({ value }) => value);
    return Object.keys(draft.values).filter(
      (name) => fileBlockOf(view, name) === group && (ticked.includes(name) || !offered.includes(name)),
    );
  });
  return pick(draft.values, names);
}

/** The names that the boxes of a block stand for. */
function optionsOf({ blocks }: Sent["view"], blockId: string): readonly string[] {
  const block = blocks.find((one) => one.block_id === blockId) as types.InputBlock | undefined;
  return block?.element.type === "checkboxes" ? block.element.options.map(({ value }) => value ?? "") : [];
}

function attached(
  group: string,
  uploads: readonly SlackFile[],
  { files }: Pick<Sent, "files">,
): readonly (readonly [string, Attachment])[] {
  return uploads.map((upload, index) => {
    const name = memberName(group, index);
    return [name, attachmentOf(name, files?.get(upload.id) ?? upload)] as const;
  });
}

const urlOf = ({ url_private_download: download, url_private: url }: SlackFile): string | null =>
  download ?? url ?? null;

function attachmentOf(option: string, file: SlackFile): Attachment {
  const url = urlOf(file);
  if (url === null) throw invalid({ kind: "file-expired", option });
  const { name, title, mimetype = "", size, original_w: width, original_h: height, duration_ms: ms } = file;
  const { fileInputBytes: maxBytes } = LIMITS;
  // The client sees to it; a forged one does not.
  if (size !== undefined && size > maxBytes) throw invalid({ kind: "file-bytes", option, maxBytes, gotBytes: size });
  return {
    kind: "attachment",
    name: name ?? title ?? file.id,
    url,
    access: "private",
    contentType: mimetype === "" ? null : mimetype,
    bytes: size ?? 0,
    width: numberOf(width),
    height: numberOf(height),
    seconds: ms === undefined ? null : ms / 1000,
    expiresAt: null,
  };
}

const invalid = (problem: Problem): UserError => new UserError("request.invalid", { detail: { problems: [problem] } });

const numberOf = (value: string | number | undefined): number | null => (value === undefined ? null : Number(value));

const pick = (values: OptionValues, names: readonly string[]): OptionValues =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
