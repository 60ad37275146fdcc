// The app comes to a workspace or an enterprise, and goes.
import { emptyAnswer } from "./answers.ts";
import type { JsonObject } from "../../kit/json.ts";
import { eventPayload } from "./payloads.ts";
import type { Slack } from "../state/state.ts";
import type { Installation, Workspace } from "../state/places.ts";

export interface Installing {
  readonly scopes: readonly string[];
  readonly userId: string;
}

/** The same token again when nothing was added. */
export function install(slack: Slack, placeId: string, { scopes, userId }: Installing): Installation {
  const { userId: botUserId, botId } = slack.places.botOf(placeId);
  const before = slack.places.workspacesOf(placeId)[0]?.installation;
  const orgWide = slack.places.enterprises.has(placeId);
  const isSame = before?.orgWide === orgWide && before.scopes.join() === scopes.join();
  const botToken = isSame ? before.botToken : slack.tokens.issue("bot", scopes, placeId).value;
  const installation = { botToken, botUserId, botId, scopes, installedBy: userId, orgWide };
  for (const workspace of slack.places.install(placeId, installation)) {
    slack.events.emit({ type: "installation", change: "installed", workspace });
  }
  return installation;
}

/** https://docs.slack.dev/reference/events/app_uninstalled */
export function uninstall(slack: Slack, placeId: string): void {
  const { userId } = slack.places.botOf(placeId);
  const before = slack.places.workspacesOf(placeId);
  slack.tokens.retire(placeId, "inactive");
  for (const workspace of slack.places.uninstall(placeId)) {
    slack.events.emit({ type: "installation", change: "uninstalled", workspace });
  }
  for (const workspace of before) {
    tell(slack, workspace, { type: "app_uninstalled" });
    tell(slack, workspace, revoked(userId));
  }
}

/** The token alone dies; the app stays installed. */
export function revoke(slack: Slack, placeId: string): void {
  slack.tokens.retire(placeId, "revoked");
  const { userId } = slack.places.botOf(placeId);
  for (const workspace of slack.places.workspacesOf(placeId)) tell(slack, workspace, revoked(userId));
}

/** https://docs.slack.dev/reference/events/tokens_revoked */
function revoked(botUserId: string): JsonObject {
  return { type: "tokens_revoked", tokens: { oauth: [], bot: [botUserId] } };
}

/** Only what the manifest asked for is told. */
function tell(slack: Slack, workspace: Workspace, event: JsonObject): void {
  const name = String(event["type"]);
  if (!slack.app.hears(name)) return;
  const live = slack.interactions.open({
    kind: "event",
    name,
    workspaceId: workspace.id,
    userId: undefined,
    channelId: undefined,
    messageId: undefined,
    viewId: undefined,
    payload: () => eventPayload(slack, workspace, event),
    answer: emptyAnswer,
  });
  slack.eventSender.dispatch(live);
}
