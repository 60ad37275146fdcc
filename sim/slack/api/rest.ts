// The HTTP server: records every request, and applies the fault that fits.
import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context as HonoContext, type MiddlewareHandler } from "hono";
import { isCut, underFault } from "../../kit/wire-fault.ts";
import { fits, type Fault } from "./faults.ts";
import { isObject, parseJson, type JsonObject } from "../../kit/json.ts";
import { Refusal } from "../rules/refusal.ts";
import type { RequestRecord } from "./requests.ts";
import { readCall, type SentCall } from "./sent-call.ts";
import type { Mutable } from "../../kit/mutable.ts";
import type { Slack } from "../state/state.ts";
import type { Token } from "../state/token-store.ts";

interface RestEnv {
  readonly Bindings: HttpBindings;
  readonly Variables: {
    bytes: ArrayBuffer;
    sent: SentCall;
    record: Mutable<RequestRecord>;
    fault: Fault | undefined;
  };
}

export type Rest = Hono<RestEnv>;
export type Context = HonoContext<RestEnv>;

export function createRest(slack: Slack): Rest {
  const rest: Rest = new Hono<RestEnv>();
  rest.use("*", recorded(slack), withFaults(slack));
  rest.notFound((c) => c.text("Not Found", 404));
  rest.onError((cause, c) => {
    if (cause instanceof Refusal) return answerRefusal(c, cause);
    return c.json({ ok: false, error: "fatal_error", detail: cause.stack }, 500);
  });
  return rest;
}

function answerRefusal(c: Context, { status, body, headers }: Refusal): Response {
  c.var.record.error = String(body["error"]);
  return Response.json(body, { status, headers: { ...headers } });
}

function recorded(slack: Slack): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    const record: Mutable<RequestRecord> = {
      at: slack.now(),
      answeredAt: undefined,
      method: methodOf(c.req.path),
      status: "pending",
      error: undefined,
      authorization: "none",
      workspaceId: undefined,
      args: {},
      bytes: 0,
    };
    c.set("record", record);
    slack.requests.push(record);
    slack.events.emit({ type: "request", request: record });
    await next();
    record.status = isCut(c) ? "dropped" : c.res.status;
    record.answeredAt = slack.now();
    slack.events.emit({ type: "request", request: record });
  };
}

function withFaults(slack: Slack): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    const bytes = await c.req.raw.arrayBuffer();
    const sent = await readCall(c.req.raw, c.req.path.startsWith("/api/") ? bytes : undefined);
    c.set("bytes", bytes);
    c.set("sent", sent);
    describeIn(c.var.record, slack, { sent, bytes: c.var.record.method === "response_url" ? bytes : undefined });
    c.var.record.bytes = bytes.byteLength;
    const fault = slack.faults.take((one) => fits(one, c.var.record));
    c.set("fault", fault);
    if (fault) slack.events.emit({ type: "request", request: c.var.record });
    return await underFault(c, {
      fault,
      answerOf: (one) => answerOf(c, one),
      next: async () => {
        slack.agenda.run();
        await next();
      },
    });
  };
}

interface Sent {
  readonly sent: SentCall;
  /** Of what is not a call. */
  readonly bytes: ArrayBuffer | undefined;
}

function describeIn(record: Mutable<RequestRecord>, slack: Slack, { sent, bytes }: Sent): void {
  const token = sent.token === undefined ? undefined : slack.tokens.find(sent.token);
  record.authorization = sent.token === undefined ? "none" : kindOf(token);
  const places = token?.placeId === undefined ? [] : slack.places.workspacesOf(token.placeId);
  const wanted = places.find(({ id }) => id === sent.args["team_id"]);
  record.workspaceId = wanted?.id ?? (places.length === 1 ? places[0]?.id : undefined);
  const body = bytes && parseJson(Buffer.from(bytes).toString());
  record.args = isObject(body) ? body : readable(sent.args);
}

function kindOf(token: Token | undefined): RequestRecord["authorization"] {
  if (!token) return "unknown";
  return token.state === "live" ? token.kind : "revoked";
}

/** Arguments that are JSON in a form, as what they say. */
function readable(args: JsonObject): JsonObject {
  const entries = Object.entries(args).map(([key, value]) => {
    const isJson = typeof value === "string" && /^[[{]/u.test(value);
    return [key, isJson ? (parseJson(value) ?? value) : value] as const;
  });
  return Object.fromEntries(entries);
}

function answerOf(c: Context, { status, error, body, html, headers }: Fault): Response | undefined {
  if (status === undefined && error === undefined && body === undefined && html === undefined) return undefined;
  const code = status ?? (error === "ratelimited" ? 429 : html === undefined ? 200 : 502);
  const own = { ...(code === 429 && { "Retry-After": "1" }), ...headers };
  if (error !== undefined) c.var.record.error = error;
  if (html !== undefined) return new Response(html, { status: code, headers: { "Content-Type": "text/html", ...own } });
  if (error === undefined && body === undefined) return new Response("", { status: code, headers: own });
  return Response.json(body ?? { ok: false, error }, { status: code, headers: own });
}

function methodOf(path: string): string {
  const [, folder = "", rest = ""] = path.split("/");
  switch (folder) {
    case "api":
      return rest;
    case "upload":
      return "upload";
    case "files-pri":
    case "files-origin":
      return "download";
    case "commands":
    case "actions":
      return "response_url";
    case "oauth":
      return "authorize";
    default:
      return path;
  }
}
