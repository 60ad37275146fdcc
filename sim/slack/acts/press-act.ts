// A person uses an element of a message or of a view: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
import { emptyAnswer } from "../api/answers.ts";
import { findElement, type Placed } from "../rules/block-walk.ts";
import { checkInstalled, checkPresence } from "./command-act.ts";
import { optionsOf, stateKeyOf } from "./field-state.ts";
import { filledState } from "./field-fill.ts";
import type { LiveInteraction } from "../state/interaction-store.ts";
import type { JsonObject } from "../../kit/json.ts";
import { messageBlocks, viewMessage } from "../state/message-view.ts";
import type { Message } from "../state/message.ts";
import { actorPayload, viewPayload } from "../api/payloads.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";
import type { ActOptions, FieldValue, PressOptions } from "../state/people.ts";
import type { Slack } from "../state/state.ts";
import { fillingOf } from "./suggestions.ts";
import { blocksOf } from "../state/view-store.ts";
import type { View } from "../state/view.ts";
import type { Member } from "../state/places.ts";
import { known } from "../../kit/known.ts";

export interface Pressed {
  readonly targetId: string;
  readonly target: string;
  readonly options: PressOptions;
}

/** Where an element stands. */
export type Source =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "view"; readonly view: View };

export function pressElement(slack: Slack, member: Member, { targetId, target, options }: Pressed): LiveInteraction {
  const source = sourceOf(slack, targetId);
  if (!options.forged) checkSeen(slack, member, source);
  const placed = findElement(blocksIn(source), target);
  if (!placed) throw new ClientRefusal(`there is no "${target}"`);
  const isQuiet = placed.block["type"] === "input" && placed.block["dispatch_action"] !== true;
  if (isQuiet) throw new ClientRefusal(`"${target}" is only filled in; it tells nobody`);
  const state = stateKeyOf(placed.element) === undefined ? undefined : chosen(slack, member, { placed, options });
  if (state && source.kind === "view") slack.views.fill(source.view.id, placed, state);
  return dispatchAction(slack, member, { source, placed, action: actionOf(placed.element, state, options), options });
}

export interface Dispatched {
  readonly source: Source;
  readonly placed: Placed;
  /** What the payload's action says beyond its ids. */
  readonly action: JsonObject;
  readonly options: ActOptions;
}

export function dispatchAction(
  slack: Slack,
  member: Member,
  { source, placed, action, options }: Dispatched,
): LiveInteraction {
  if (!slack.app.isInteractive) throw new ClientRefusal("the app has interactivity switched off");
  checkInstalled(slack, member);
  const { blockId, actionId } = placed;
  const actions = [{ action_id: actionId, block_id: blockId, ...action, action_ts: slack.ids.ts() }];
  const message = source.kind === "message" ? source.message : undefined;
  const live = slack.interactions.open({
    kind: "action",
    name: actionId,
    workspaceId: member.workspaceId,
    userId: member.id,
    channelId: message?.channelId,
    messageId: message?.id,
    viewId: source.kind === "view" ? source.view.id : undefined,
    payload: ({ triggerId, responseUrl }) => ({
      type: "block_actions",
      ...actorPayload(slack, member),
      trigger_id: triggerId,
      ...(source.kind === "message" ? messageParts(slack, source.message, responseUrl) : viewParts(slack, source.view)),
      actions,
    }),
    answer: emptyAnswer,
  });
  slack.eventSender.dispatch(live);
  if (options.deliverTwice) slack.eventSender.dispatch(live);
  return live;
}

export function sourceOf(slack: Slack, id: string): Source {
  const view = slack.views.find(id);
  if (view) return { kind: "view", view };
  const message = slack.messages.find(id);
  if (message) return { kind: "message", message };
  throw new ClientRefusal("that is gone");
}

export function blocksIn(source: Source): readonly JsonObject[] {
  return source.kind === "view" ? blocksOf(source.view) : messageBlocks(source.message);
}

export function checkSeen(slack: Slack, member: Member, source: Source): void {
  if (source.kind === "view") {
    if (source.view.userId !== member.id || !source.view.isOpen)
      throw new ClientRefusal(`${member.name} does not see it`);
    return;
  }
  const { visibleTo, channelId } = source.message;
  if (visibleTo !== undefined && visibleTo !== member.id) throw new ClientRefusal(`${member.name} does not see it`);
  checkPresence(member, known(slack.places.channels, channelId));
}

interface Choosing {
  readonly placed: Placed;
  readonly options: PressOptions;
}

function chosen(slack: Slack, member: Member, { placed, options }: Choosing): JsonObject {
  const [first = null] = options.values ?? [];
  const value: FieldValue = placed.element["type"] === "checkboxes" ? (options.values ?? []) : first;
  return filledState(placed.element, value, fillingOf(slack, member, { placed, options }));
}

function actionOf(element: JsonObject, state: JsonObject | undefined, options: PressOptions): JsonObject {
  if (state) return state;
  const { type, text, value, url } = element;
  if (type !== "overflow")
    return { type, text, ...(value !== undefined && { value }), ...(url !== undefined && { url }) };
  const option = optionsOf(element).find((one) => one["value"] === options.values?.[0]);
  if (!option) throw new ClientRefusal(`there is no option "${options.values?.[0]}"`);
  return { type, selected_option: option };
}

/** Only the person it is shown to knows what an ephemeral message says. */
function messageParts(slack: Slack, message: Message, responseUrl: string): JsonObject {
  const { id, name } = known(slack.places.channels, message.channelId);
  const { ts, threadTs, ephemeral } = message;
  const thread = threadTs !== undefined && { thread_ts: threadTs };
  return {
    container: { type: "message", message_ts: ts, channel_id: id, is_ephemeral: ephemeral, ...thread },
    channel: { id, name },
    ...(!ephemeral && { message: viewMessage(slack, message) }),
    state: { values: {} },
    response_url: responseUrl,
  };
}

function viewParts(slack: Slack, view: View): JsonObject {
  return { container: { type: "view", view_id: view.id }, view: viewPayload(slack, view) };
}
