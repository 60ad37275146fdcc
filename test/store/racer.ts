// One of the processes of a race for a budget: opens, says that it is ready, and on the first line it is sent starts its
// share of fifty runs at once. Prints what became of each.

import { createInterface } from "node:readline";
import { micros } from "../../src/domain/money/money.ts";
import { openPostgres } from "../../src/store/postgres/postgres.ts";
import type { Claim } from "../../src/store/store.ts";
import { aGeneration } from "./a-generation.ts";

const [, , url = "", racer = "0"] = process.argv;
const PRICE = aGeneration({}).hold;
const subject = { kind: "guild", platform: "discord", guildId: "10" } as const;
/** Room for seventeen, and all but a micro-dollar of the next. */
const guild: Claim = { window: "guild", cap: micros(18 * PRICE - 1), since: 0, subject };
const operator: Claim = { window: "all", cap: micros(1_000 * PRICE), since: 0, subject: { kind: "everything" } };

await using store = await openPostgres({ url, now: Date.now });
const mine = Array.from({ length: 50 }, (_, index) => index).filter((index) => index % 3 === Number(racer));
process.stdout.write("ready\n");
for await (const _ of createInterface({ input: process.stdin })) {
  const runs = mine.map((index) => aGeneration({ interactionId: String(index) }));
  const done = await Promise.all(runs.map(async (run) => await store.accept(run, () => [operator, guild])));
  process.stdout.write(`${done.map(({ kind }) => kind).join(" ")}\n`);
  break;
}
