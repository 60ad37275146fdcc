// Modals, in stacks of one person each, and home tabs: https://docs.slack.dev/surfaces/modals
import { randomBytes } from "node:crypto";
import { elementsOf, textOf, withIds } from "../rules/block-walk.ts";
import type { EventHub } from "../../kit/event-hub.ts";
import type { SimEvent } from "./events.ts";
import { initialState, optionsOf } from "../acts/field-state.ts";
import type { Ids } from "./ids.ts";
import { isObject, objectsOf, type JsonObject } from "../../kit/json.ts";
import { Refusal } from "../rules/refusal.ts";
import type { Mutable } from "../../kit/mutable.ts";
import type { View, ViewValues } from "./view.ts";
import { known } from "../../kit/known.ts";

const STACK_MAX = 3;

export interface ViewOwner {
  readonly workspaceId: string;
  readonly userId: string;
}

interface StoreParts {
  readonly events: EventHub<SimEvent>;
  readonly ids: Ids;
  readonly now: () => number;
}

export class ViewStore {
  readonly #parts: StoreParts;
  readonly #views = new Map<string, Mutable<View>>();

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  find(id: string): View | undefined {
    return this.#views.get(id);
  }

  byExternalId(workspaceIds: readonly string[], externalId: string): View | undefined {
    return [...this.#views.values()].find(
      (view) => view.isOpen && view.externalId === externalId && workspaceIds.includes(view.workspaceId),
    );
  }

  /** Open modals, the lowest of each stack first. */
  stack(userId?: string): readonly View[] {
    return [...this.#views.values()].filter(
      (view) => view.isOpen && view.kind === "modal" && (userId === undefined || view.userId === userId),
    );
  }

  home(userId: string): View | undefined {
    return [...this.#views.values()].find((view) => view.kind === "home" && view.userId === userId);
  }

  /** A new root. What the person had open goes. */
  open(data: JsonObject, owner: ViewOwner): View {
    this.#checkExternalId(data, owner.workspaceId);
    this.clear(owner.userId);
    return this.#add(data, owner);
  }

  push(data: JsonObject, over: View): View {
    this.#checkExternalId(data, over.workspaceId);
    if (this.stack(over.userId).length >= STACK_MAX) throw new Refusal("push_limit_reached");
    return this.#add(data, over, over);
  }

  /** Fields whose block id and action id stay keep what was entered. */
  update(id: string, data: JsonObject): View {
    const view = known(this.#views, id);
    this.#checkExternalId(data, view.workspaceId, view);
    const before = view.values;
    Object.assign(view, readView(data), { hash: this.#newHash(), updates: view.updates + 1, errors: {} });
    view.values = valuesOf(blocksOf(view), before);
    this.#emit("updated", view);
    return view;
  }

  publish(data: JsonObject, owner: ViewOwner): View {
    this.#checkExternalId(data, owner.workspaceId, this.home(owner.userId));
    const home = this.home(owner.userId);
    return home ? this.update(home.id, data) : this.#add(data, owner);
  }

  /** The person is back at the view below, if there is one. */
  close(id: string): void {
    const view = known(this.#views, id);
    if (!view.isOpen) return;
    view.isOpen = false;
    view.isSubmitting = false;
    this.#emit("closed", view);
  }

  clear(userId: string): void {
    for (const { id } of this.stack(userId).toReversed()) this.close(id);
  }

  fill(
    id: string,
    { blockId, actionId }: { readonly blockId: string; readonly actionId: string },
    state: JsonObject,
  ): void {
    const view = known(this.#views, id);
    view.values = { ...view.values, [blockId]: { ...view.values[blockId], [actionId]: state } };
    this.#emit("filled", view);
  }

  /** From now until it is answered nobody can send it in again. */
  submit(id: string): void {
    const view = known(this.#views, id);
    view.isSubmitting = true;
    view.errors = {};
  }

  release(id: string): void {
    known(this.#views, id).isSubmitting = false;
  }

  showErrors(id: string, errors: Readonly<Record<string, string>>): void {
    const view = known(this.#views, id);
    view.errors = errors;
    view.isSubmitting = false;
    this.#emit("updated", view);
  }

  #add(data: JsonObject, { workspaceId, userId }: ViewOwner, over?: View): View {
    const id = this.#parts.ids.next("V");
    const view: Mutable<View> = {
      ...readView(data),
      id,
      workspaceId,
      userId,
      hash: this.#newHash(),
      rootViewId: over?.rootViewId ?? id,
      previousViewId: over?.id,
      values: {},
      errors: {},
      isSubmitting: false,
      isOpen: true,
      openedAt: this.#parts.now(),
      updates: 0,
    };
    view.values = valuesOf(blocksOf(view), {});
    this.#views.set(id, view);
    this.#emit("opened", view);
    return view;
  }

  /** Unique among what is open in the workspace. */
  #checkExternalId(data: JsonObject, workspaceId: string, own?: View): void {
    const externalId = data["external_id"];
    if (typeof externalId !== "string" || externalId === "") return;
    const holder = this.byExternalId([workspaceId], externalId);
    if (holder && holder !== own) throw new Refusal("duplicate_external_id");
  }

  #newHash(): string {
    return `${Math.floor(this.#parts.now() / 1_000)}.${randomBytes(4).toString("hex")}`;
  }

  #emit(change: "opened" | "updated" | "filled" | "closed", view: View): void {
    this.#parts.events.emit({ type: "view", change, view });
  }
}

/** Its blocks, with the ids that Slack gave. */
export function blocksOf({ id, blocks, updates }: Pick<View, "id" | "blocks" | "updates">): readonly JsonObject[] {
  return withIds(blocks, `${id}/${updates}`);
}

function readView(
  data: JsonObject,
): Pick<
  View,
  | "kind"
  | "title"
  | "submit"
  | "close"
  | "callbackId"
  | "externalId"
  | "privateMetadata"
  | "blocks"
  | "clearOnClose"
  | "notifyOnClose"
> {
  const text = (key: string): string => (typeof data[key] === "string" ? data[key] : "");
  return {
    kind: data["type"] === "home" ? "home" : "modal",
    title: textOf(data["title"]) ?? "",
    submit: textOf(data["submit"]),
    close: textOf(data["close"]),
    callbackId: text("callback_id"),
    externalId: text("external_id") || undefined,
    privateMetadata: text("private_metadata"),
    blocks: objectsOf(data["blocks"]),
    clearOnClose: data["clear_on_close"] === true,
    notifyOnClose: data["notify_on_close"] === true,
  };
}

function valuesOf(blocks: readonly JsonObject[], before: ViewValues): ViewValues {
  const values: Record<string, Record<string, JsonObject>> = {};
  for (const { blockId, actionId, element } of elementsOf(blocks)) {
    const initial = initialState(element);
    if (!initial) continue;
    const kept = before[blockId]?.[actionId];
    (values[blockId] ??= {})[actionId] = kept && fits(kept, element) ? kept : initial;
  }
  return values;
}

/** What was chosen must still be on offer. */
function fits(state: JsonObject, element: JsonObject): boolean {
  if (state["type"] !== element["type"]) return false;
  if (String(element["type"]).includes("external")) return true;
  const chosen = [state["selected_option"], ...objectsOf(state["selected_options"])].filter(isObject);
  const offered = optionsOf(element).map(({ value }) => value);
  return chosen.every(({ value }) => offered.includes(value));
}
