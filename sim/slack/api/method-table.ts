// The methods there are: which token, which scope, how often, and whether they read JSON.
import { exchangeCode, openConnection, uninstallApp } from "./app-methods.ts";
import type { Call } from "./call.ts";
import { deleteMessage, getPermalink, postEphemeral, postMessage, updateMessage } from "./chat-methods.ts";
import { conversationInfo, conversationMembers, joinConversation, openConversation } from "./conversation-methods.ts";
import { completeUpload, fileInfo, getUploadUrl } from "./file-methods.ts";
import type { JsonObject } from "../../kit/json.ts";
import { botInfo, revokeAuth, teamInfo, testAuth, userInfo } from "./people-methods.ts";
import type { Tier } from "./rate-counter.ts";
import { openView, publishView, pushView, updateView } from "./view-methods.ts";

export interface Method {
  readonly run: (call: Call) => JsonObject;
  readonly tier: Tier;
  /** Default "bot". */
  readonly token?: "bot" | "app" | "none";
  /** One of them is enough. */
  readonly scopes?: readonly string[];
  /** Reads a JSON body; the others take it for no arguments at all. */
  readonly json?: true;
}

const ANY_READ = ["channels:read", "groups:read", "im:read", "mpim:read"];

/** https://docs.slack.dev/reference/methods */
export const METHODS: Readonly<Record<string, Method>> = {
  "apps.connections.open": {
    run: openConnection,
    tier: "tier3",
    token: "app",
    scopes: ["connections:write"],
    json: true,
  },
  "apps.uninstall": { run: uninstallApp, tier: "tier1" },
  "auth.revoke": { run: revokeAuth, tier: "tier3" },
  "auth.test": { run: testAuth, tier: "special", json: true },
  "bots.info": { run: botInfo, tier: "tier3", scopes: ["users:read"] },
  "chat.delete": { run: deleteMessage, tier: "tier3", scopes: ["chat:write"], json: true },
  "chat.getPermalink": { run: getPermalink, tier: "special" },
  "chat.postEphemeral": { run: postEphemeral, tier: "tier4", scopes: ["chat:write"], json: true },
  "chat.postMessage": { run: postMessage, tier: "special", scopes: ["chat:write"], json: true },
  "chat.update": { run: updateMessage, tier: "tier3", scopes: ["chat:write"], json: true },
  "conversations.info": { run: conversationInfo, tier: "tier3", scopes: ANY_READ },
  "conversations.join": { run: joinConversation, tier: "tier3", scopes: ["channels:join"], json: true },
  "conversations.members": { run: conversationMembers, tier: "tier4", scopes: ANY_READ },
  "conversations.open": { run: openConversation, tier: "tier3", scopes: ["im:write", "mpim:write"], json: true },
  "files.completeUploadExternal": { run: completeUpload, tier: "tier4", scopes: ["files:write"], json: true },
  "files.getUploadURLExternal": { run: getUploadUrl, tier: "tier4", scopes: ["files:write"] },
  "files.info": { run: fileInfo, tier: "tier4", scopes: ["files:read"] },
  "oauth.v2.access": { run: exchangeCode, tier: "special", token: "none" },
  "team.info": { run: teamInfo, tier: "tier3", scopes: ["team:read"] },
  "users.info": { run: userInfo, tier: "tier4", scopes: ["users:read"] },
  "views.open": { run: openView, tier: "tier4", json: true },
  "views.publish": { run: publishView, tier: "tier4", json: true },
  "views.push": { run: pushView, tier: "tier4", json: true },
  "views.update": { run: updateView, tier: "tier4", json: true },
};
