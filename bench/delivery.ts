// Fifty results of 8 MB from the media host into their replies: ours beside a copy that does nothing but move the bytes.

import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Done, Order } from "./delivery/rounds.ts";
import { openStandIn } from "./harness/open-stand-in.ts";
import { atLeast, median, mib, print, printAims, printTable } from "./table.ts";

const FILE_BYTES = 8_000_000;
const RESULTS = 50;
/** Memory must not grow with their number: from here on it is as much as it ever is. */
const MANY = 4 * RESULTS;
/** More than the plain copy could hold. */
const MOST = 4 * MANY;
const ROUNDS = 7;
const LEAST = 0.8;

const SCRIPTS = {
  plain: new URL("./delivery/plain.ts", import.meta.url),
  ours: new URL("./delivery/ours.ts", import.meta.url),
};
const CONTESTANTS = ["plain", "ours"] as const;
type Contestant = (typeof CONTESTANTS)[number];

class Runner implements Disposable {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async open(name: Contestant): Promise<Runner> {
    const child = fork(fileURLToPath(SCRIPTS[name]), [], { execArgv: [] });
    await once(child, "message");
    return new Runner(child);
  }

  async round(order: Order): Promise<Done> {
    this.#child.send(order);
    const [done] = (await once(this.#child, "message")) as [Done];
    return done;
  }

  [Symbol.dispose](): void {
    this.#child.kill();
  }
}

using server = await openStandIn(FILE_BYTES);
const { origin } = server;

async function inTurns(): Promise<ReadonlyMap<Contestant, readonly Done[]>> {
  using plain = await Runner.open("plain");
  using ours = await Runner.open("ours");
  const done = new Map<Contestant, Done[]>(CONTESTANTS.map((name) => [name, []]));
  // The first round of each is not counted: it loads code and connects.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [name, runner] of [
      ["plain", plain],
      ["ours", ours],
    ] as const) {
      const result = await runner.round({ origin, results: RESULTS });
      if (round > 0) done.get(name)?.push(result);
    }
  return done;
}

async function peakOf(name: Contestant, results: number): Promise<number> {
  using runner = await Runner.open(name);
  return (await runner.round({ origin, results })).peak;
}

const rounds = await inTurns();
const timesOf = (name: Contestant): readonly number[] => rounds.get(name)?.map(({ ms }) => ms) ?? [];
const rate = (name: Contestant): number => (RESULTS * FILE_BYTES) / 1e6 / (median(timesOf(name)) / 1_000);
const peaks = new Map<string, readonly number[]>();
for (const name of CONTESTANTS)
  peaks.set(name, [await peakOf(name, 1), await peakOf(name, RESULTS), await peakOf(name, MANY)]);
const atMost = await peakOf("ours", MOST);

print(
  `${RESULTS} results of ${FILE_BYTES / 1e6} MB are ready at once; the media host and the platform are one process on the loopback, which`,
);
print(
  `keeps nothing. Plain: fetch, then post as a form, all at once, nothing checked. Time is the median of ${ROUNDS} rounds, in`,
);
print("turns; memory is the highest that was resident in a fresh process.");
printTable(
  "Throughput and peak memory",
  ["", "time", "MB a second", "peak of 1", `of ${RESULTS}`, `of ${MANY}`, `of ${MOST}`],
  CONTESTANTS.map((name) => [
    name,
    `${median(timesOf(name)).toFixed(0)} ms`,
    rate(name).toFixed(0),
    ...(peaks.get(name) ?? []).map(mib),
    name === "ours" ? mib(atMost) : "not tried",
  ]),
);
const share = rate("ours") / rate("plain");
const [, , atMany = Number.NaN] = peaks.get("ours") ?? [];
printAims([
  {
    aim: "throughput beside the plain copy's",
    ...atLeast(share, LEAST),
  },
  {
    aim: `peak memory of ${MOST} results beside that of ${MANY}`,
    asked: "the same, within a tenth",
    measured: (atMost / atMany).toFixed(2),
    met: atMost / atMany <= 1.1,
  },
]);
server[Symbol.dispose]();
process.exit();
