import { botOf, workspaceOf, workspacesOf, type Call } from "./call.ts";
import { revoke } from "./installing.ts";
import type { JsonObject } from "../../kit/json.ts";
import { Refusal } from "../rules/refusal.ts";
import type { Member, Workspace } from "../state/places.ts";

/** https://docs.slack.dev/reference/methods/auth.test */
export function testAuth(call: Call): JsonObject {
  const { slack, token } = call;
  const places = workspacesOf(call);
  const enterprise = slack.places.enterprises.get(token?.placeId ?? "");
  const [first] = places;
  const { userId, botId } = botOf(call);
  const host = enterprise ? `${enterprise.name.toLowerCase()}.enterprise` : first?.domain;
  return {
    url: `https://${host}.slack.com/`,
    team: enterprise?.name ?? first?.name,
    user: slack.app.name.toLowerCase(),
    team_id: enterprise?.id ?? first?.id,
    user_id: userId,
    bot_id: botId,
    ...(first?.enterpriseId !== undefined && { enterprise_id: first.enterpriseId }),
    is_enterprise_install: enterprise !== undefined,
  };
}

/** https://docs.slack.dev/reference/methods/auth.revoke */
export function revokeAuth({ slack, args, token }: Call): JsonObject {
  if (args.flag("test") || token?.placeId === undefined) return { revoked: false };
  revoke(slack, token.placeId);
  return { revoked: true };
}

/** https://docs.slack.dev/reference/methods/users.info */
export function userInfo(call: Call): JsonObject {
  const id = call.args.need("user");
  const places = workspacesOf(call);
  if (id === botOf(call).userId) return { user: viewBot(call, places[0]) };
  const member = call.slack.places.members.get(id);
  if (!member || !places.some((place) => place.id === member.workspaceId)) throw new Refusal("user_not_found");
  return { user: viewMember(member, call.slack.places.workspaces.get(member.workspaceId)) };
}

/** https://docs.slack.dev/reference/methods/team.info */
export function teamInfo(call: Call): JsonObject {
  const wanted = call.args.text("team");
  const place = wanted === undefined ? workspaceOf(call) : workspacesOf(call).find(({ id }) => id === wanted);
  if (!place) throw new Refusal("team_not_found");
  const { id, name, domain, enterpriseId } = place;
  const enterprise = enterpriseId !== undefined && {
    enterprise_id: enterpriseId,
    enterprise_name: call.slack.places.enterprises.get(enterpriseId)?.name,
  };
  return { team: { id, name, domain, email_domain: "", icon: { image_default: true }, ...enterprise } };
}

/** https://docs.slack.dev/reference/methods/bots.info */
export function botInfo(call: Call): JsonObject {
  const { userId, botId } = botOf(call);
  if (call.args.need("bot") !== botId) throw new Refusal("bot_not_found");
  const { name, id } = call.slack.app;
  return { bot: { id: botId, deleted: false, name, updated: 0, app_id: id, user_id: userId, icons: {} } };
}

function viewMember(member: Member, workspace: Workspace | undefined): JsonObject {
  const { id, workspaceId, name, deleted } = member;
  return {
    id,
    team_id: workspaceId,
    name: name.toLowerCase(),
    deleted,
    real_name: name,
    tz: member.timeZone,
    profile: { real_name: name, display_name: name, team: workspaceId },
    is_bot: false,
    is_app_user: false,
    updated: 0,
    ...(member.isStranger && { is_stranger: true }),
    // Slack says nothing of the roles of those who are gone.
    ...(!deleted && {
      is_admin: member.isAdmin,
      is_owner: member.isOwner,
      is_primary_owner: member.isPrimaryOwner,
      is_restricted: member.isRestricted,
      is_ultra_restricted: member.isUltraRestricted,
    }),
    ...(workspace?.enterpriseId !== undefined && {
      enterprise_user: {
        id,
        enterprise_id: workspace.enterpriseId,
        is_admin: member.isEnterpriseAdmin,
        is_owner: false,
        teams: [workspaceId],
      },
    }),
  };
}

function viewBot(call: Call, workspace: Workspace | undefined): JsonObject {
  const name = call.slack.app.name;
  return {
    id: botOf(call).userId,
    team_id: workspace?.id,
    name: name.toLowerCase(),
    deleted: false,
    real_name: name,
    profile: { real_name: name, api_app_id: call.slack.app.id, bot_id: botOf(call).botId },
    is_bot: true,
    is_app_user: false,
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
  };
}
