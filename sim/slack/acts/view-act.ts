// A person fills a view, sends it in, or closes it.
// https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
import { emptyAnswer, submissionAnswer } from "../api/answers.ts";
import { checkInstalled } from "./command-act.ts";
import { elementsOf, findElement, type Placed } from "../rules/block-walk.ts";
import { fieldProblem } from "../rules/field-rules.ts";
import { filledState } from "./field-fill.ts";
import { viewFileStub } from "../state/file-view.ts";
import type { LiveInteraction, Opening } from "../state/interaction-store.ts";
import { objectsOf, type JsonObject } from "../../kit/json.ts";
import { actorPayload, viewPayload } from "../api/payloads.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";
import type { ActOptions, FieldValue, FieldValues, SubmitOptions } from "../state/people.ts";
import { dispatchAction } from "./press-act.ts";
import type { Slack } from "../state/state.ts";
import { fillingOf } from "./suggestions.ts";
import { blocksOf } from "../state/view-store.ts";
import type { View, ViewValues } from "../state/view.ts";
import type { Member } from "../state/places.ts";

/** One interaction for each field whose input block dispatches. */
export function fillView(
  slack: Slack,
  member: Member,
  { viewId, values, options }: { readonly viewId: string; readonly values: FieldValues; readonly options: ActOptions },
): readonly LiveInteraction[] {
  const view = openView(slack, member, { viewId, options });
  return fillFields(slack, member, { view, values, options }).flatMap(({ placed, state }) => {
    if (placed.block["dispatch_action"] !== true) return [];
    const source = { kind: "view", view } as const;
    return [dispatchAction(slack, member, { source, placed, action: state, options })];
  });
}

export function submitView(
  slack: Slack,
  member: Member,
  {
    viewId,
    values,
    options,
  }: { readonly viewId: string; readonly values: FieldValues; readonly options: SubmitOptions },
): LiveInteraction {
  const view = openView(slack, member, { viewId, options });
  fillFields(slack, member, { view, values, options });
  if (!options.forged) checkSubmission(slack, member, view);
  const sent = options.fileStubs ? withStubs(view.values) : view.values;
  const live = slack.interactions.open({
    ...subject("submission", member, view),
    payload: ({ triggerId }) => ({
      type: "view_submission",
      ...actorPayload(slack, member),
      trigger_id: triggerId,
      view: viewPayload(slack, view, sent),
      response_urls: [],
    }),
    answer: (body) => submissionAnswer(slack, body, view),
    failed: () => slack.views.release(view.id),
  });
  slack.views.submit(view.id);
  for (const id of fileIds(view.values)) slack.files.markSubmitted(id);
  slack.eventSender.dispatch(live);
  if (options.deliverTwice) slack.eventSender.dispatch(live);
  return live;
}

/** Undefined: nobody asked to be told. */
export function closeView(
  slack: Slack,
  member: Member,
  { viewId, options }: { readonly viewId: string; readonly options: ActOptions },
): LiveInteraction | undefined {
  const view = openView(slack, member, { viewId, options });
  if (view.clearOnClose) slack.views.clear(member.id);
  else slack.views.close(view.id);
  if (!view.notifyOnClose) return undefined;
  const live = slack.interactions.open({
    ...subject("closing", member, view),
    payload: () => ({
      type: "view_closed",
      ...actorPayload(slack, member),
      view: viewPayload(slack, view),
      is_cleared: view.clearOnClose,
    }),
    answer: emptyAnswer,
  });
  slack.eventSender.dispatch(live);
  return live;
}

function openView(
  slack: Slack,
  member: Member,
  { viewId, options }: { readonly viewId: string; readonly options: ActOptions },
): View {
  const view = slack.views.find(viewId);
  if (!view) throw new ClientRefusal("there is no such view");
  if (options.forged) return view;
  if (view.userId !== member.id) throw new ClientRefusal(`the view is not open for ${member.name}`);
  if (slack.views.stack(member.id).at(-1) !== view) throw new ClientRefusal("the view is not open, or not on top");
  if (view.isSubmitting) throw new ClientRefusal("the view is being sent in");
  return view;
}

interface Filled {
  readonly placed: Placed;
  readonly state: JsonObject;
}

function fillFields(
  slack: Slack,
  member: Member,
  { view, values, options }: { readonly view: View; readonly values: FieldValues; readonly options: ActOptions },
): readonly Filled[] {
  return Object.entries(values).map(([target, value]) => {
    const placed = findElement(blocksOf(view), target);
    if (!placed) throw new ClientRefusal(`the view has no field "${target}"`);
    const state = stateFor(placed, value, () => fillingOf(slack, member, { placed, options }));
    slack.views.fill(view.id, placed, state);
    return { placed, state };
  });
}

function stateFor(placed: Placed, value: FieldValue, filling: () => ReturnType<typeof fillingOf>): JsonObject {
  try {
    return filledState(placed.element, value, filling());
  } catch (cause) {
    if (!(cause instanceof ClientRefusal)) throw cause;
    throw new ClientRefusal(`field "${placed.actionId}": ${cause.message}`, { cause });
  }
}

function checkSubmission(slack: Slack, member: Member, view: View): void {
  checkInstalled(slack, member);
  if (view.submit === undefined) throw new ClientRefusal("the view has no submit button");
  for (const { block, element, blockId, actionId } of elementsOf(blocksOf(view))) {
    const state = view.values[blockId]?.[actionId];
    const problem = block["type"] === "input" && state ? fieldProblem(block, element, state) : undefined;
    if (problem !== undefined) throw new ClientRefusal(`field "${actionId}" ${problem}`);
  }
}

function subject(
  kind: "submission" | "closing",
  member: Member,
  view: View,
): Omit<Opening, "payload" | "answer" | "failed"> {
  return {
    kind,
    name: view.callbackId,
    workspaceId: member.workspaceId,
    userId: member.id,
    channelId: undefined,
    messageId: undefined,
    viewId: view.id,
  };
}

function stub(state: JsonObject): JsonObject {
  if (state["type"] !== "file_input") return state;
  return { ...state, files: objectsOf(state["files"]).map(({ id }) => viewFileStub({ id: String(id) })) };
}

/** The app may read what was handed to it, and not before. */
function fileIds(values: ViewValues): readonly string[] {
  const states = Object.values(values).flatMap((fields) => Object.values(fields));
  return states.flatMap((state) => objectsOf(state["files"]).map(({ id }) => String(id)));
}

function withStubs(values: ViewValues): ViewValues {
  const mapped = Object.entries(values).map(([blockId, fields]) => [
    blockId,
    Object.fromEntries(Object.entries(fields).map(([actionId, state]) => [actionId, stub(state)])),
  ]);
  return Object.fromEntries(mapped) as ViewValues;
}
