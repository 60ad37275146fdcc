import { workspaceIdsOf, type Call } from "./call.ts";
import { fileProbe } from "./file-access.ts";
import type { LiveInteraction } from "../state/interaction-store.ts";
import type { JsonObject } from "../../kit/json.ts";
import { viewPayload } from "./payloads.ts";
import { Refusal } from "../rules/refusal.ts";
import { checkedView } from "../rules/view-rules.ts";
import type { View } from "../state/view.ts";

/** https://docs.slack.dev/reference/methods/views.open */
export function openView(call: Call): JsonObject {
  const data = viewOf(call, "modal");
  const trigger = triggerOf(call);
  const { workspaceId, userId = "" } = trigger.handle;
  const view = call.slack.views.open(data, { workspaceId, userId });
  trigger.isTriggerUsed = true;
  return shown(call, view);
}

/** Only from within a view: https://docs.slack.dev/reference/methods/views.push */
export function pushView(call: Call): JsonObject {
  const data = viewOf(call, "modal");
  const trigger = triggerOf(call);
  const top = call.slack.views.stack(trigger.handle.userId).at(-1);
  if (trigger.handle.viewId === undefined || !top) throw new Refusal("not_found");
  const view = call.slack.views.push(data, top);
  trigger.isTriggerUsed = true;
  return shown(call, view);
}

/** https://docs.slack.dev/reference/methods/views.update */
export function updateView(call: Call): JsonObject {
  const { slack, args } = call;
  const data = viewOf(call, "modal");
  const [id, externalId] = [args.text("view_id"), args.text("external_id")];
  if ((id === undefined) === (externalId === undefined)) {
    throw Refusal.withMessages("invalid_arguments", ["exactly one of view_id and external_id is required"]);
  }
  const allowed = workspaceIdsOf(call);
  const view = id === undefined ? slack.views.byExternalId(allowed, externalId ?? "") : slack.views.find(id);
  if (!view?.isOpen || !allowed.includes(view.workspaceId)) throw new Refusal("not_found");
  checkHash(call, view);
  return shown(call, slack.views.update(view.id, data));
}

/** https://docs.slack.dev/reference/methods/views.publish */
export function publishView(call: Call): JsonObject {
  const { slack, args } = call;
  const member = slack.places.members.get(args.need("user_id"));
  if (!member || !workspaceIdsOf(call).includes(member.workspaceId)) throw new Refusal("user_not_found");
  const { home_tab_enabled: isEnabled = true } = slack.app.manifest.features?.app_home ?? {};
  if (!isEnabled) throw new Refusal("not_enabled");
  const data = viewOf(call, "home");
  const home = slack.views.home(member.id);
  if (home) checkHash(call, home);
  return shown(call, slack.views.publish(data, { workspaceId: member.workspaceId, userId: member.id }));
}

function viewOf(call: Call, kind: "modal" | "home"): JsonObject {
  const probe = fileProbe(call.slack, workspaceIdsOf(call));
  return checkedView(call.args.needJson("view"), { kind, scopes: call.token?.scopes ?? [], probe });
}

function triggerOf(call: Call): LiveInteraction {
  return call.slack.interactions.trigger(call.args.need("trigger_id"), workspaceIdsOf(call));
}

function checkHash({ args }: Call, view: View): void {
  const hash = args.text("hash");
  if (hash !== undefined && hash !== view.hash) throw new Refusal("hash_conflict");
}

function shown({ slack }: Call, view: View): JsonObject {
  return { view: viewPayload(slack, view) };
}
