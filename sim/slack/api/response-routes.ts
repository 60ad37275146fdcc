// Response URLs: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
import { isObject, parseJson } from "../../kit/json.ts";
import { Refusal } from "../rules/refusal.ts";
import { respond } from "./responses.ts";
import type { Context, Rest } from "./rest.ts";
import type { Slack } from "../state/state.ts";

export function serveResponses(rest: Rest, slack: Slack): void {
  const answer = (c: Context): Response => {
    const live = slack.interactions.useResponseUrl(c.req.param("secret") ?? "");
    c.var.record.workspaceId = live.handle.workspaceId;
    const body = parseJson(Buffer.from(c.var.bytes).toString());
    if (!isObject(body)) throw new Refusal("invalid_payload", { status: 400 });
    try {
      respond(slack, live.handle, body);
    } catch (cause) {
      if (cause instanceof Refusal && cause.status === 200)
        throw new Refusal(cause.message, { body: cause.body, status: 400 });
      throw cause;
    }
    return c.text("ok");
  };
  rest.post("/commands/:workspace/:secret", answer);
  rest.post("/actions/:workspace/:secret", answer);
}
