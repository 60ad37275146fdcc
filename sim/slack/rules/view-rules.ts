// https://docs.slack.dev/reference/views
import { checkBlocks } from "./block-rules.ts";
import { Fields } from "./fields.ts";
import { Form } from "./form.ts";
import { objectsOf, type JsonObject } from "../../kit/json.ts";
import { Judge, type FileProbe } from "./rule-context.ts";
import { Refusal } from "./refusal.ts";
import { checkPlain, needPlain } from "./text-rules.ts";

const VIEW_BYTES_MAX = 250_000;

export interface ViewContext {
  readonly kind: "modal" | "home";
  readonly scopes: readonly string[];
  readonly probe: FileProbe;
}

/** The view, or the refusal that Slack answers with. */
export function checkedView(value: unknown, { kind, scopes, probe }: ViewContext): JsonObject {
  if (Buffer.byteLength(JSON.stringify(value) ?? "") > VIEW_BYTES_MAX) throw new Refusal("view_too_large");
  const form = new Form(["view"]);
  const view = Fields.read({ form, value });
  if (!view) throw Refusal.withMessages("invalid_arguments", form.problems);
  const common = ["type", "blocks", "private_metadata", "callback_id", "external_id"];
  view.choice("type", [kind], true);
  view.text("private_metadata", { max: 3_000 });
  for (const key of ["callback_id", "external_id"]) view.text(key, { max: 255 });
  if (kind === "modal") checkModal(view, common);
  else view.only(...common);
  const judge = new Judge(kind, scopes, probe);
  const blocks = view.list("blocks", { min: 1, required: true }).map((item) => item.value);
  form.problems.push(...checkBlocks(judge, blocks, ["view", "blocks"]));
  if (form.problems.length > 0) throw Refusal.withMessages("invalid_arguments", form.problems);
  if (hasFileInput(blocks) && !scopes.includes("files:read")) {
    throw Refusal.missingScope("files:read", scopes);
  }
  return view.value;
}

function checkModal(view: Fields, common: readonly string[]): void {
  view.only(...common, "title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled");
  needPlain(view, "title", 24);
  for (const key of ["submit", "close"]) checkPlain(view, key, 24);
  for (const key of ["clear_on_close", "notify_on_close", "submit_disabled"]) view.flag(key);
  const hasInput = objectsOf(view.value["blocks"]).some(({ type }) => type === "input");
  if (hasInput && !view.has("submit")) view.missing("submit");
}

function hasFileInput(blocks: readonly unknown[]): boolean {
  return objectsOf(blocks).some(({ element }) => (element as JsonObject | undefined)?.["type"] === "file_input");
}
