// Whether this process does its part: a supervisor that is told yes keeps a process that nobody is served by, and one that
// is told nothing in time ends one that is well.

import { afterEach, expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import { createReadiness, createReadyRoute } from "../../src/http/ready.ts";
import type { ReadyCheck } from "../../src/http/ready.ts";
import { openHttp } from "../../src/http/server.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { ManualClock } from "../manual-clock.ts";

let closing = new AsyncDisposableStack();
afterEach(async () => {
  await closing.disposeAsync();
  closing = new AsyncDisposableStack();
});

/** A part that a test takes away and gives back. */
class Part {
  state: () => boolean | Promise<boolean> = () => true;
  asked = 0;
  readonly check: ReadyCheck;

  constructor(part: string) {
    this.check = {
      part,
      isReady: () => {
        this.asked += 1;
        return this.state();
      },
    };
  }
}

async function open(clock: typeof systemClock | ManualClock, ...parts: readonly Part[]) {
  const read = createReadiness(
    parts.map(({ check }) => check),
    clock,
  );
  const { port } = closing.use(await openHttp({ port: 0, log: new KeptLog(), routes: [createReadyRoute(read)] }));
  return async (method = "GET") => {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { method });
    return [response.status, await response.text()] as const;
  };
}

test("it says which part is away, and yes again when it is back", async () => {
  const [database, gateway] = [new Part("database"), new Part("discord")];
  const ask = await open(systemClock, database, gateway);
  const well = [200, '{"ready":true,"parts":{"database":"ready","discord":"ready"}}'];
  expect(await ask()).toEqual(well);
  gateway.state = () => false;
  expect(await ask()).toEqual([503, '{"ready":false,"parts":{"database":"ready","discord":"away"}}']);
  gateway.state = () => true;
  database.state = async () => await Promise.reject(new Error("secret of the connection"));
  expect(await ask()).toEqual([503, '{"ready":false,"parts":{"database":"away","discord":"ready"}}']);
  database.state = () => {
    throw new Error("at once");
  };
  expect(await ask()).toEqual([503, '{"ready":false,"parts":{"database":"away","discord":"ready"}}']);
  database.state = () => true;
  expect(await ask()).toEqual(well);
});

test("a part that does not answer is late, and holds up neither the others nor the answer", async () => {
  const clock = new ManualClock();
  const database = new Part("database");
  const answer = Promise.withResolvers<boolean>();
  database.state = async () => await answer.promise;
  const read = createReadiness([database.check, new Part("queue").check], clock);
  const first = read();
  // Whoever asks meanwhile makes no further query of a database that is in trouble.
  const second = read();
  await clock.advance(800);
  const late = new Map([
    ["database", "late"],
    ["queue", "ready"],
  ]);
  expect(await first).toEqual(late);
  expect(await second).toEqual(late);
  expect(database.asked).toBe(1);
  answer.resolve(true);
  database.state = () => true;
  expect((await read()).get("database")).toBe("ready");
});

test("it is read, not written", async () => {
  const ask = await open(systemClock, new Part("database"));
  expect(await ask("HEAD")).toEqual([200, ""]);
  expect((await ask("POST"))[0]).toBe(405);
});
