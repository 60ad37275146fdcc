// The promises about money under any history of the API. A counterexample here is somebody who pays for what they never
// get, or a hold that is let go of while MindVideo charges, or one that nobody ever frees.

import { strict as assert } from "node:assert";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { claimsFor } from "../../src/budget/claims.ts";
import { createPrices } from "../../src/budget/prices.ts";
import { UserError } from "../../src/domain/errors/errors.ts";
import { NO_RULES } from "../../src/domain/money/budget.ts";
import { micros, ZERO } from "../../src/domain/money/money.ts";
import { accept } from "../../src/pipeline/accept.ts";
import { advance } from "../../src/pipeline/advance.ts";
import type { Parts } from "../../src/pipeline/parts.ts";
import type { Store } from "../../src/store/store.ts";
import { anOrigin } from "../an-origin.ts";
import { keepSlot } from "../keep-slot.ts";
import { MapKeyValue } from "../platforms/contract/map-key-value.ts";
import { aGeneration } from "../store/a-generation.ts";
import { histories, openHistory } from "./api-history.ts";
import type { History } from "./api-history.ts";
import { openHarness } from "./harness.ts";
import type { Harness } from "./harness.ts";

/** `SEQUENCES=10000 npx vitest run test/pipeline/histories.test.ts` takes some minutes. */
const SEQUENCES = Number(process.env["SEQUENCES"] ?? 1_500);
const MODEL = "wan2-7-image";
const CAP = micros(60_000);
const HOUR_MS = 60 * 60_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Something that is done wrong on purpose. */
type Plant = (parts: Parts) => Partial<Parts>;

const sequences = fc.array(histories, { minLength: 1, maxLength: 3 });
let guilds = 0;

/** One server, its runs one after the other. */
async function runSequence(harness: Harness, runs: readonly History[], plant: Plant): Promise<void> {
  guilds += 1;
  const guildId = String(guilds);
  const { clock } = harness;
  const list = harness.parts.catalog;
  const prices = createPrices({ list, keyValue: new MapKeyValue(clock), clock, log: silent });
  const policy = { ...harness.parts.policy, defaultGuildBudget: CAP };
  for (const [index, history] of runs.entries()) {
    const api = openHistory(history);
    const ordinary = { ...harness.parts, generator: api.generator, prices, policy, log: silent };
    const parts: Parts = { ...ordinary, ...plant(ordinary) };
    const interactionId = `${guildId}${String(index).padStart(3, "0")}`;
    const hold = await prices.most(MODEL, { prompt: "a red fox" });
    const generation = aGeneration({ interactionId, guildId, model: MODEL, hold, createdAt: clock.now() });
    const invocation = { ...anOrigin({ interactionId, guildId }), command: "image", values: { prompt: "a red fox" } };
    try {
      await accept(parts, invocation, { generation, loans: [] });
    } catch (error) {
      assert(error instanceof UserError);
      continue;
    }
    const claims = claimsFor(invocation, { rules: NO_RULES, policy }, generation.createdAt);
    for (const { held, spent } of await parts.store.windows(claims))
      assert(held + spent <= CAP, "a run was started past the cap");
    await carry(parts, generation.id);
    await expectTruth(harness, { id: generation.id, interactionId, history, api });
  }
}

async function carry(parts: Parts, generationId: string): Promise<void> {
  const progress = { isOver: false };
  const clock = parts.clock as Harness["clock"];
  const work = { ...parts, alert: () => {}, showProgress: () => {}, rest: keepSlot };
  const job = { generationId, guildId: "1" };
  const carried = advance(work, job, new AbortController().signal).finally(() => (progress.isOver = true));
  const from = clock.elapsed();
  while (!progress.isOver && clock.elapsed() - from < 40 * 24 * HOUR_MS) await clock.advance(2 * HOUR_MS);
  assert(progress.isOver, "it goes on and on");
  await carried;
}

interface Over {
  readonly id: string;
  readonly interactionId: string;
  readonly history: History;
  readonly api: ReturnType<typeof openHistory>;
}

async function expectTruth(harness: Harness, { id, interactionId, history, api }: Over): Promise<void> {
  const { state } = await harness.row(id);
  assert.equal(state.kind, "delivered", "nobody was told");
  assert("outcome" in state);
  assert(harness.cards.some(({ generationId }) => generationId === id));
  const entries = await harness.parts.store.ledger(id);
  const held = entries.reduce((sum, entry) => sum + entry.held, 0);
  const spent = entries.reduce((sum, entry) => sum + entry.spent, 0);
  const { sent, tasks } = api.truthOf(interactionId);
  const { end } = history;
  const isReadable = end.cost !== null && !end.isUnclear;
  const charge = tasks === 1 && (end.kind === "made" || end.kind === "failed") && isReadable ? (end.cost ?? 0) : 0;
  const isLost = state.outcome.kind === "lost";
  assert.equal(held > 0, isLost, "what is held is unconfirmed, and nothing else");
  if (sent === 0) assert.equal(held, 0, "a hold is kept although nothing ever left");
  if (charge > 0) assert(isLost || spent === charge, `${spent} counted of ${charge}`);
  if (tasks === 0) assert.equal(spent, 0, "spent without a task");
  const wasTaken = (await harness.parts.store.taskOf(id)) !== null;
  let mostHeld = 0;
  entries.reduce((sum, entry) => ((mostHeld = Math.max(mostHeld, sum + entry.held)), sum + entry.held), 0);
  if (wasTaken) assert(mostHeld >= (history.estimate ?? 0), "an estimate is not held");
  const holdAtTheEnd = entries.slice(0, -1).reduce((sum, entry) => sum + entry.held, 0);
  if (state.outcome.kind === "made" && !isReadable) assert(spent >= holdAtTheEnd, "an unknown cost counts as less");
}

async function check(plant: Plant, numRuns: number) {
  await using harness = await openHarness();
  const property = fc.asyncProperty(sequences, async (runs) => await runSequence(harness, runs, plant));
  return await fc.check(property, { numRuns, endOnFailure: true });
}

test(
  "every run ends told, is charged once, and holds what it may cost and nothing else",
  { timeout: 600_000 },
  async () => {
    const { counterexample, errorInstance, failed } = await check(() => ({}), SEQUENCES);
    expect([failed, counterexample, errorInstance]).toEqual([false, null, null]);
  },
);

const over = (parts: Parts, change: (store: Store) => Partial<Store>): Partial<Parts> => ({
  store: Object.assign(Object.create(parts.store) as Store, change(parts.store)),
});

const PLANTED: readonly (readonly [string, Plant])[] = [
  [
    "what nobody confirmed is released",
    (parts) =>
      over(parts, (store) => ({
        settle: async (id, outcome, at) =>
          await store.settle(
            id,
            outcome.kind === "lost" ? { kind: "failed", cost: ZERO, code: "lost", reason: null } : outcome,
            at,
          ),
      })),
  ],
  [
    "what was never sent is kept",
    (parts) =>
      over(parts, (store) => ({
        settle: async (id, outcome, at) =>
          await store.settle(
            id,
            outcome.kind === "failed" && outcome.code === "generator.not_sent" ? { kind: "lost", cost: ZERO } : outcome,
            at,
          ),
      })),
  ],
  [
    "an estimate above the hold is not held",
    (parts) =>
      over(parts, (store) => ({
        recordSubmitted: async (id, submitted) => {
          const before = (await store.get(id))?.hold ?? ZERO;
          const hold = submitted.hold === null ? null : micros(Math.min(submitted.hold, before));
          await store.recordSubmitted(id, { ...submitted, hold });
        },
      })),
  ],
  [
    "a cost that cannot be read counts as nothing",
    (parts) =>
      over(parts, (store) => ({
        settle: async (id, outcome, at) =>
          await store.settle(
            id,
            outcome.kind === "made" && "assumed" in outcome ? { ...outcome, cost: ZERO } : outcome,
            at,
          ),
      })),
  ],
  [
    "each request has a key of its own",
    (parts) => ({
      generator: {
        ...parts.generator,
        start: async (request, key, signal) => await parts.generator.start(request, `${key}-${Math.random()}`, signal),
      },
    }),
  ],
];

test.each(PLANTED)("it is found where %s", { timeout: 120_000 }, async (_, plant) => {
  const { errorInstance, failed } = await check(plant, 2_000);
  expect(failed).toBe(true);
  expect(errorInstance).toBeInstanceOf(assert.AssertionError);
});
