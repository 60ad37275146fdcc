// External menus, whose options the app gives while a person types.
// https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
import { optionsAnswer } from "../api/answers.ts";
import type { Placed } from "../rules/block-walk.ts";
import type { Filling } from "./field-fill.ts";
import { viewFile } from "../state/file-view.ts";
import type { LiveInteraction } from "../state/interaction-store.ts";
import type { JsonObject } from "../../kit/json.ts";
import { actorPayload, viewPayload } from "../api/payloads.ts";
import type { ActOptions } from "../state/people.ts";
import type { Slack } from "../state/state.ts";
import type { View } from "../state/view.ts";
import type { Member } from "../state/places.ts";

export interface Asking {
  readonly placed: Placed;
  readonly typed: string;
  readonly view: View | undefined;
}

export function askForOptions(slack: Slack, member: Member, { placed, typed, view }: Asking): LiveInteraction {
  const { actionId, blockId } = placed;
  const live = slack.interactions.open({
    kind: "suggestion",
    name: actionId,
    workspaceId: member.workspaceId,
    userId: member.id,
    channelId: undefined,
    messageId: undefined,
    viewId: view?.id,
    payload: () => ({
      type: "block_suggestion",
      ...actorPayload(slack, member),
      ...(view && { container: { type: "view", view_id: view.id }, view: viewPayload(slack, view) }),
      action_id: actionId,
      block_id: blockId,
      value: typed,
    }),
    answer: optionsAnswer,
  });
  slack.eventSender.dispatch(live);
  return live;
}

/** How a person fills this element: with what was suggested, and with files of their own. */
export function fillingOf(
  slack: Slack,
  member: Member,
  { placed, options }: { readonly placed: Placed; readonly options: ActOptions },
): Filling {
  return {
    forged: options.forged ?? false,
    suggested: suggestedTo(slack, member, placed),
    bring: (upload) => {
      const file = slack.files.bring(upload, { workspaceId: member.workspaceId, userId: member.id });
      return viewFile(slack, file);
    },
  };
}

function suggestedTo(slack: Slack, member: Member, { actionId }: Placed): readonly JsonObject[] {
  return slack.interactions
    .all()
    .filter(({ kind, name, userId }) => kind === "suggestion" && name === actionId && userId === member.id)
    .flatMap(({ response }) => (response?.type === "options" ? response.options : []));
}
