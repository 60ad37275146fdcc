// The same port answers what the outside sends. What was spent there, and on what, is nobody's business but the operator's.

import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { isFromInside } from "../../src/http/from-inside.ts";
import { createMetricsRoute } from "../../src/http/metrics.ts";
import { openHttp } from "../../src/http/server.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";

const from = (remoteAddress: string | undefined, headers: IncomingMessage["headers"] = {}) =>
  isFromInside({ headers, socket: { remoteAddress } as IncomingMessage["socket"] });

test.each(["127.0.0.1", "::1", "10.1.2.3", "172.17.0.1", "192.168.1.4", "fd00::1", "::ffff:10.0.0.1", "100.64.0.9"])(
  "%s is inside",
  (address) => {
    expect(from(address)).toBe(true);
  },
);

test.each(["8.8.8.8", "::ffff:8.8.8.8", "2001:4860:4860::8888", "", "nonsense", undefined])(
  "%s is outside",
  (address) => {
    expect(from(address)).toBe(false);
  },
);

test.each(["x-forwarded-for", "forwarded", "via", "x-real-ip", "x-forwarded-host"])(
  "what a proxy passed on is from outside, by %s",
  (name) => {
    expect(from("10.1.2.3", { [name]: "10.1.2.4" })).toBe(false);
  },
);

test("it is served to the inside, and to nobody else is there such a page", async () => {
  const route = createMetricsRoute({
    contentType: "text/plain; version=0.0.4; charset=utf-8",
    read: async () => await Promise.resolve("a_total 1\n"),
  });
  await using http = await openHttp({ port: 0, log: new KeptLog(), routes: [route] });
  const ask = async (init: RequestInit = {}) => await fetch(`http://127.0.0.1:${http.port}/metrics`, init);
  const answer = await ask();
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(await answer.text()).toBe("a_total 1\n");
  const passedOn = await ask({ headers: { "x-forwarded-for": "203.0.113.7" } });
  expect([passedOn.status, await passedOn.text()]).toEqual([404, ""]);
  expect((await ask({ method: "POST" })).status).toBe(405);
});
