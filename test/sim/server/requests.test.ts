// If this breaks: the demo does not start where its port is taken, serves files that are not the page's, or lets a page
// elsewhere use it.

import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { beforeEach, describe, expect, test } from "vitest";
import { Board } from "../../../sim/server/board.ts";
import { createApp } from "../../../sim/server/create-app.ts";
import { listenNear } from "../../../sim/server/listen.ts";
import type { RoomHost } from "../../../sim/server/room-host.ts";
import type { EngineAct } from "../../../sim/page/board/acts.ts";

const HOME = "http://127.0.0.1:3000";

const emptyRoom: RoomHost<"discord"> = { act: () => null, file: () => undefined };

let done: EngineAct[] = [];
beforeEach(() => {
  done = [];
});

const app = createApp({
  board: new Board(),
  samples: new Map(),
  discord: emptyRoom,
  slack: undefined,
  engine: async (act) => void done.push(act),
  closing: new AbortController().signal,
});

interface Request extends Pick<RequestInit, "method" | "body"> {
  readonly headers?: Readonly<Record<string, string>>;
}

const ask = async (path: string, { headers, ...init }: Request = {}): Promise<Response> =>
  await app.request(`${HOME}${path}`, { ...init, headers: { host: "127.0.0.1:3000", ...headers } });

function kill(origin: string | null): Promise<Response> {
  const body = new FormData();
  body.set("act", JSON.stringify({ act: "kill" }));
  return ask("/acts/engine", { method: "POST", body, headers: origin === null ? {} : { origin } });
}

test("where the port is taken, the next one that is free is", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  await using found = await listenNear(port, () => new Response("here"));
  expect(found.port).toBeGreaterThan(port);
  expect(await (await fetch(`http://127.0.0.1:${found.port}`)).text()).toBe("here");
  taken.close();
});

describe("the page", () => {
  test("comes with a policy that lets it ask nobody but its server", async () => {
    const answer = await ask("/");
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/\*|unsafe|https?:/);
    expect(await answer.text()).not.toMatch(/(?:src|href)="(?!\/)/);
  });

  test("has its modules without types", async () => {
    const answer = await ask("/page/shell/main.ts");
    expect(answer.headers.get("content-type")).toContain("javascript");
    expect(await (await ask("/page/board/send-act.ts")).text()).not.toMatch(/import type|: Promise</);
  });

  test.each([
    "/page/shell/missing.ts",
    "/page/..%2fdemo.ts",
    "/page/%2e%2e/demo.ts",
    "/page/tsconfig.json",
    "/fonts/chinese/files/..%2f..%2fpackage.json",
    "/files/discord/1/a.png",
    "/samples/missing.png",
  ])("has no %s", async (path) => {
    expect((await ask(path)).status).toBe(404);
  });
});

describe("somebody elsewhere", () => {
  test("cannot act by a page of their own", async () => {
    expect((await kill("https://elsewhere.example")).status).toBe(403);
    expect((await kill(null)).status).toBe(403);
    expect(done).toEqual([]);
    expect((await kill(HOME)).status).toBe(200);
    expect(done).toEqual([{ act: "kill" }]);
  });

  test("is not answered under a name of their own that leads here", async () => {
    expect((await ask("/", { headers: { host: "elsewhere.example" } })).status).toBe(421);
  });
});
