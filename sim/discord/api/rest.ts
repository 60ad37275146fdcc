// The HTTP server: records every request, applies the fault that fits, checks what Discord checks on every route.
// https://docs.discord.com/developers/reference#http-api
import type { HttpBindings } from "@hono/node-server";
import type { Hono, Context as HonoContext, MiddlewareHandler } from "hono";
import { isCut, underFault } from "../../kit/wire-fault.ts";
import { fits, type Fault } from "./faults.ts";
import { readBody, type SentBody } from "./multipart.ts";
import { REFUSED, Refusal } from "../rules/refusal.ts";
import type { RequestRecord } from "./requests.ts";
import type { Mutable } from "../../kit/mutable.ts";
import type { Discord } from "../state/state.ts";

export interface RestEnv {
  readonly Bindings: HttpBindings;
  readonly Variables: {
    body: SentBody;
    record: Mutable<RequestRecord>;
    /** The headers of the rate limit that the request was counted in. */
    bucket: Readonly<Record<string, string>>;
  };
}

export type Rest = Hono<RestEnv>;
export type Context = HonoContext<RestEnv>;

const PREFIX = "/api/v10";

/** The part of the app whose routes are those under /api/v10. */
export function createRest(root: Rest, discord: Discord): Rest {
  const rest: Rest = root.basePath(PREFIX);
  rest.use("*", recorded(discord), withFaults(discord), admitted(discord));
  return rest;
}

/** What every path of the server has that no route took. */
export function refuseTheRest(root: Rest): void {
  root.notFound((c) => {
    const isOtherVersion = /^\/api\/v\d+\//u.test(c.req.path) && !c.req.path.startsWith(PREFIX);
    return answerRefusal(c, new Refusal(isOtherVersion ? REFUSED.invalidApiVersion : REFUSED.notFound));
  });
  root.onError((cause, c) => {
    if (cause instanceof Refusal) return answerRefusal(c, cause);
    return c.json({ message: `500: Internal Server Error: ${cause.stack}`, code: 0 }, 500);
  });
}

function answerRefusal(c: Context, { status, body, headers }: Refusal): Response {
  const record: Mutable<RequestRecord> | undefined = c.get("record");
  if (record && typeof body["code"] === "number") record.code = body["code"];
  return Response.json(body, { status, headers: { ...headers } });
}

function recorded(discord: Discord): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    const record: Mutable<RequestRecord> = {
      at: discord.now(),
      method: c.req.method,
      route: routeOf(c.req.path),
      status: "pending",
      code: undefined,
      authorization: authorizationOf(c.req.header("authorization"), discord.token),
      body: undefined,
      files: [],
    };
    c.set("record", record);
    discord.requests.push(record);
    discord.events.emit({ type: "request", request: record });
    await next();
    for (const [name, value] of Object.entries(c.get("bucket") ?? {})) c.res.headers.set(name, value);
    record.status = isCut(c) ? "dropped" : c.res.status;
    discord.events.emit({ type: "request", request: record });
  };
}

function withFaults(discord: Discord): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    c.set("body", await readBody(c.req.raw));
    c.var.record.body = c.var.body.json;
    c.var.record.files = c.var.body.files.map(({ field, name, contentType, bytes }) => {
      return { field, name, contentType, size: bytes.length };
    });
    const fault = discord.faults.take((one) => fits(one, c.var.record));
    if (fault) discord.events.emit({ type: "request", request: c.var.record });
    return await underFault(c, { fault, answerOf, next });
  };
}

function answerOf({ status, body, html, headers }: Fault): Response | undefined {
  if (html !== undefined) {
    return new Response(html, { status: status ?? 500, headers: { ...headers, "Content-Type": "text/html" } });
  }
  if (status === undefined && body === undefined) return undefined;
  return Response.json(body ?? { message: `${status}: Fault`, code: 0 }, {
    status: status ?? 500,
    headers: { ...headers },
  });
}

/** User agent, token and the limit over all routes. Interaction routes need no token and know no global limit. */
function admitted(discord: Discord): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    if (!/^DiscordBot \(.+\)/u.test(c.req.header("user-agent") ?? "")) throw new Refusal(REFUSED.userAgent);
    const { route, authorization } = c.var.record;
    if (!/^\/(?:interactions|webhooks|gateway$)/u.test(route)) {
      if (authorization !== "bot") throw new Refusal(REFUSED.unauthorized);
      discord.buckets.take("global", "");
    }
    await next();
  };
}

/** The path without the secrets in it. */
function routeOf(path: string): string {
  const route = decodeURIComponent(path.slice(PREFIX.length));
  return route.replace(/^\/(webhooks|interactions)\/([^/]+)\/[^/]+/u, "/$1/$2/:token");
}

function authorizationOf(header: string | undefined, token: string): RequestRecord["authorization"] {
  if (header === undefined) return "none";
  return header === `Bot ${token}` ? "bot" : "other";
}
