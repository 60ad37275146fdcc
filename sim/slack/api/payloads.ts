// What the app is told: https://docs.slack.dev/reference/interaction-payloads
import { blocksOf } from "../state/view-store.ts";
import type { Channel, Member, Workspace } from "../state/places.ts";
import { known } from "../../kit/known.ts";
import type { Issued } from "../state/interaction-store.ts";
import type { JsonObject } from "../../kit/json.ts";
import type { Slack } from "../state/state.ts";
import type { View, ViewValues } from "../state/view.ts";

export interface Spoken {
  readonly command: string;
  readonly text: string;
  readonly channel: Channel;
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export function commandPayload(slack: Slack, member: Member, { command, text, channel }: Spoken) {
  return ({ triggerId, responseUrl }: Issued): JsonObject => {
    const workspace = known(slack.places.workspaces, member.workspaceId);
    const enterprise = enterpriseOf(slack, workspace);
    return {
      token: slack.app.verificationToken,
      team_id: workspace.id,
      team_domain: workspace.domain,
      ...(enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
      channel_id: channel.id,
      channel_name: channelNameOf(channel),
      user_id: member.id,
      user_name: member.name.toLowerCase(),
      command,
      text,
      api_app_id: slack.app.id,
      is_enterprise_install: String(isOrgWide(workspace)),
      response_url: responseUrl,
      trigger_id: triggerId,
    };
  };
}

/** What every payload of a person's doing has. Under an org-wide installation the team is the user's, not the payload's. */
export function actorPayload(slack: Slack, member: Member): JsonObject {
  const workspace = known(slack.places.workspaces, member.workspaceId);
  const enterprise = enterpriseOf(slack, workspace);
  const inEnterprise = enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name };
  const name = member.name.toLowerCase();
  return {
    team: isOrgWide(workspace) ? null : { id: workspace.id, domain: workspace.domain, ...inEnterprise },
    user: { id: member.id, username: name, name, team_id: member.workspaceId },
    api_app_id: slack.app.id,
    token: slack.app.verificationToken,
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: isOrgWide(workspace),
  };
}

/** https://docs.slack.dev/reference/views */
export function viewPayload(slack: Slack, view: View, values: ViewValues = view.values): JsonObject {
  return {
    id: view.id,
    team_id: view.workspaceId,
    type: view.kind,
    blocks: blocksOf(view),
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values },
    hash: view.hash,
    title: { type: "plain_text", text: view.title, emoji: true },
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    close: plainText(view.close),
    submit: plainText(view.submit),
    previous_view_id: view.previousViewId ?? null,
    root_view_id: view.rootViewId,
    app_id: slack.app.id,
    external_id: view.externalId ?? "",
    app_installed_team_id: view.workspaceId,
    bot_id: slack.places.botOf(view.workspaceId).botId,
  };
}

/** https://docs.slack.dev/apis/events-api/#events-JSON */
export function eventPayload(slack: Slack, workspace: Workspace, event: JsonObject): JsonObject {
  const enterpriseId = workspace.enterpriseId ?? null;
  return {
    token: slack.app.verificationToken,
    team_id: workspace.id,
    ...(enterpriseId !== null && { enterprise_id: enterpriseId }),
    api_app_id: slack.app.id,
    event,
    type: "event_callback",
    event_id: slack.ids.next("Ev"),
    event_time: Math.floor(slack.now() / 1_000),
    authorizations: [
      {
        enterprise_id: enterpriseId,
        team_id: workspace.id,
        user_id: slack.places.botOf(workspace.id).userId,
        is_bot: true,
        is_enterprise_install: isOrgWide(workspace),
      },
    ],
  };
}

function channelNameOf({ kind, name }: Channel): string {
  switch (kind) {
    case "im":
      return "directmessage";
    case "private":
      return "privategroup";
    case "public":
    case "mpim":
      return name;
  }
}

function enterpriseOf(slack: Slack, { enterpriseId }: Workspace): { id: string; name: string } | undefined {
  return enterpriseId === undefined ? undefined : slack.places.enterprises.get(enterpriseId);
}

function isOrgWide({ installation }: Workspace): boolean {
  return installation?.orgWide ?? false;
}

function plainText(text: string | undefined): JsonObject | null {
  return text === undefined ? null : { type: "plain_text", text, emoji: true };
}
