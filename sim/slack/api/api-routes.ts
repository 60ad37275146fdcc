// The Web API: https://docs.slack.dev/apis/web-api
import { Args } from "./args.ts";
import { METHODS, type Method } from "./method-table.ts";
import { Refusal } from "../rules/refusal.ts";
import type { Context, Rest } from "./rest.ts";
import type { Slack } from "../state/state.ts";
import type { Token } from "../state/token-store.ts";

export function serveApi(rest: Rest, slack: Slack): void {
  const answer = (c: Context): Response => {
    const { sent, record, fault } = c.var;
    const method = METHODS[record.method];
    if (!method) throw new Refusal("unknown_method");
    if (sent.isBadJson) throw new Refusal("invalid_json");
    const token = admitted(slack, method, sent.token);
    const key = record.workspaceId ?? token?.placeId ?? slack.app.id;
    slack.rates.takeMethod(record.method, method.tier, key);
    const args = new Args(sent.isJson && !method.json ? {} : sent.args);
    const body = method.run({ slack, args, token, fault });
    const scopes = { "X-OAuth-Scopes": token?.scopes.join(",") ?? "" };
    return Response.json(
      { ok: true, ...body },
      { headers: { ...scopes, "X-Accepted-OAuth-Scopes": method.scopes?.join(",") ?? "" } },
    );
  };
  rest.post("/api/:method", answer);
  rest.get("/api/:method", answer);
}

/** The token, when it is of the right kind, alive, and has the scope. */
function admitted(
  slack: Slack,
  { token: wanted = "bot", scopes }: Method,
  value: string | undefined,
): Token | undefined {
  if (wanted === "none") return undefined;
  if (value === undefined) throw new Refusal("not_authed");
  const token = slack.tokens.find(value);
  if (!token) throw new Refusal("invalid_auth");
  if (token.state === "revoked") throw new Refusal("token_revoked");
  if (token.state === "inactive") throw new Refusal("account_inactive");
  if (token.kind !== wanted) throw new Refusal("not_allowed_token_type");
  if (scopes && !scopes.some((scope) => token.scopes.includes(scope))) {
    throw Refusal.missingScope(scopes.join(","), token.scopes);
  }
  return token;
}
