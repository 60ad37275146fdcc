import type { Call } from "./call.ts";
import { install, uninstall } from "./installing.ts";
import type { JsonObject } from "../../kit/json.ts";
import { Refusal } from "../rules/refusal.ts";

/** https://docs.slack.dev/reference/methods/apps.connections.open */
export function openConnection({ slack }: Call): JsonObject {
  return { url: slack.socket.newUrl() };
}

/** https://docs.slack.dev/reference/methods/apps.uninstall */
export function uninstallApp(call: Call): JsonObject {
  checkClient(call);
  uninstall(call.slack, call.token?.placeId ?? "");
  return {};
}

/** https://docs.slack.dev/reference/methods/oauth.v2.access */
export function exchangeCode(call: Call): JsonObject {
  const { slack, args } = call;
  checkClient(call);
  const grantType = args.text("grant_type") ?? "authorization_code";
  if (grantType !== "authorization_code") throw new Refusal("invalid_grant_type");
  const { request, placeId, userId } = slack.oauth.redeem(args.text("code") ?? "", args.text("redirect_uri"));
  const enterprise = slack.places.enterprises.get(placeId);
  const workspace = slack.places.workspaces.get(placeId);
  if (workspace?.installation?.orgWide) throw new Refusal("cannot_install_an_org_installed_app");
  const { botToken, scopes, botUserId } = install(slack, placeId, { scopes: request.scopes, userId });
  const grid = slack.places.enterprises.get(workspace?.enterpriseId ?? placeId);
  return {
    access_token: botToken,
    token_type: "bot",
    scope: scopes.join(","),
    bot_user_id: botUserId,
    app_id: slack.app.id,
    team: workspace ? { id: workspace.id, name: workspace.name } : null,
    enterprise: grid ? { id: grid.id, name: grid.name } : null,
    is_enterprise_install: enterprise !== undefined,
    authed_user: { id: userId },
  };
}

function checkClient({ slack, args }: Call): void {
  if (args.text("client_id") !== slack.app.clientId) throw new Refusal("invalid_client_id");
  if (args.text("client_secret") !== slack.app.clientSecret) throw new Refusal("bad_client_secret");
}
