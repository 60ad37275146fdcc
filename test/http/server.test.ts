// One port for everything that comes from outside: were a route to answer for another's path, or to fall with another, a
// platform's signed requests or a person's file would go to the wrong hands.
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { afterEach, expect, test } from "vitest";
import type { Log } from "../../src/domain/log.ts";
import { openHttp } from "../../src/http/server.ts";
import type { HttpRoute } from "../../src/http/server.ts";

const logged: { fields: unknown; message: string }[] = [];
const write = (fields: unknown, message: string): void => void logged.push({ fields, message });
const log: Log = { debug: write, info: write, warn: write, error: write };

let closing = new AsyncDisposableStack();
afterEach(async () => {
  await closing.disposeAsync();
  closing = new AsyncDisposableStack();
  logged.length = 0;
});

const saying = (path: string): HttpRoute => ({
  path,
  handle: ({ method, url }, response) => void response.end(`${path} got ${method} ${url}`),
});

async function open(...routes: HttpRoute[]): Promise<(path: string, method?: string) => Promise<[number, string]>> {
  const { port } = closing.use(await openHttp({ port: 0, log, routes }));
  // Not `fetch`, which would tidy the path up before it is sent.
  return async (path, method = "GET") => {
    const sent = request({ port, path, method, host: "127.0.0.1", agent: false }).end();
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      sent.once("response", resolve);
      sent.once("error", reject);
    });
    return [answer.statusCode ?? 0, Buffer.concat(await answer.toArray()).toString()];
  };
}

test("a route answers for its path and all below it, and for nothing beside it", async () => {
  const ask = await open(saying("/slack"), saying("/lent"));
  expect(await ask("/healthz")).toEqual([200, '{"ok":true}']);
  expect(await ask("/slack")).toEqual([200, "/slack got GET /slack"]);
  expect(await ask("/slack/events?a=1", "POST")).toEqual([200, "/slack got POST /slack/events?a=1"]);
  expect(await ask("/lent/abc", "HEAD")).toEqual([200, ""]);
  for (const path of ["/", "/slackers", "/lentil/x", "/x/slack/events", "//slack/x", "/lent/../x", "*"]) {
    expect([path, ...(await ask(path))]).toEqual([path, 404, ""]);
  }
});

test("a route that throws takes nothing else down, and the path's secret is not in the log", async () => {
  const ask = await open(saying("/slack"), {
    path: "/lent",
    handle: async () => await Promise.reject(new Error("broken")),
  });
  expect(await ask("/lent/SECRET")).toEqual([500, ""]);
  expect(await ask("/slack")).toMatchObject([200, /GET \/slack/]);
  expect(logged).toContainEqual({ fields: { err: new Error("broken"), route: "/lent" }, message: "request threw" });
  expect(JSON.stringify(logged)).not.toContain("SECRET");
});

test("an answer that is on its way is finished before the port closes", async () => {
  const { promise: asked, resolve: isAsked } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const ask = await open({
    path: "/slow",
    async handle(_, response) {
      isAsked();
      await released;
      response.end("done");
    },
  });
  const answer = ask("/slow");
  await asked;
  const closed = closing.disposeAsync();
  release();
  expect(await answer).toEqual([200, "done"]);
  await closed;
  closing = new AsyncDisposableStack();
  await expect(ask("/healthz")).rejects.toThrow("ECONNREFUSED");
});
