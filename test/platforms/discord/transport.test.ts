// What comes from something on the way to Discord, and what Discord leaves out. If one of these fails, a page of a proxy ends
// a delivery, or a limit is met with two hundred uploads a second.

import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { createTransport } from "../../../src/platforms/discord/api/transport.ts";

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function asked({ status, headers = {}, body = "" }: Reply) {
  const server = createServer((_, response) => response.writeHead(status, headers).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const transport = createTransport();
  onTestFinished(async () => {
    await transport[Symbol.asyncDispose]();
    server.close();
  });
  return await transport.makeRequest(`http://127.0.0.1:${port}/`, { method: "GET", headers: {} });
}

const html = { "content-type": "text/html" };
const json = { "content-type": "application/json" };

test.each<readonly [string, Reply, number]>([
  ["a page with 200", { status: 200, headers: html, body: "<html>" }, 502],
  ["a page with 403", { status: 403, headers: html, body: "<html>" }, 502],
  ["a page with 404", { status: 404, headers: html, body: "<html>" }, 502],
  ["Discord's own 403", { status: 403, headers: json, body: '{"code":50013}' }, 403],
  ["an upload that is too large", { status: 413, headers: html, body: "<html>" }, 413],
  ["a success without a body", { status: 204 }, 204],
  ["a success", { status: 200, headers: json, body: "{}" }, 200],
])("%s counts as %o", async (_, reply, status) => {
  expect((await asked(reply)).status).toBe(status);
});

test.each([
  ["none", {}, "5"],
  ["a date", { "retry-after": new Date(0).toUTCString() }, "5"],
  ["seconds", { "retry-after": "0.7" }, "0.7"],
])("a limit that names %s is waited for", async (_, headers, wait) => {
  const response = await asked({ status: 429, headers: { ...json, ...headers }, body: "{}" });
  expect(response.headers.get("retry-after")).toBe(wait);
});
