// What is measured must work as before, and be counted once: a measured store that lost an error, or a poll that counted
// twice, would be believed by whoever reads the figures.

import { channel } from "node:diagnostics_channel";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, request } from "undici";
import { afterEach, expect, test } from "vitest";
import { RetryableError, TerminalError, UserError } from "../../src/domain/errors/errors.ts";
import { micros, ZERO } from "../../src/domain/money/money.ts";
import type { Generator, TaskReport } from "../../src/generator/generator.ts";
import { createMemoryBudget } from "../../src/media/memory-budget.ts";
import { createExposition } from "../../src/metrics/expose.ts";
import { createMeasure } from "../../src/metrics/measure.ts";
import { createRecent } from "../../src/metrics/recent.ts";
import { watchServices } from "../../src/metrics/watch-services.ts";
import { createInProcessQueue } from "../../src/queue/in-process/in-process.ts";
import { openSqlite } from "../../src/store/sqlite/sqlite.ts";
import { countEdits } from "../../src/platforms/count-edits.ts";
import { createEditQueue } from "../../src/platforms/edit-queue.ts";
import { rejection } from "../generator/scripted-api.ts";
import { ManualClock } from "../manual-clock.ts";
import { aGeneration } from "../store/a-generation.ts";
import { readExposition, valueOf } from "./exposition.ts";
import { A_REPORT } from "../pipeline/harness.ts";

const never = new AbortController().signal;
let closing = new AsyncDisposableStack();
afterEach(async () => {
  await closing.disposeAsync();
  closing = new AsyncDisposableStack();
});

function begin() {
  const clock = new ManualClock();
  const measure = createMeasure(clock);
  const read = async () => readExposition(await measure.instruments.registry.metrics());
  const figure = async (name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> =>
    valueOf(await read(), name, labels);
  return { clock, measure, figure };
}

const aLook = (status: TaskReport["status"]): TaskReport => ({ ...A_REPORT, status });

function scripted(...polls: readonly (TaskReport | Error)[]): Generator {
  const left = [...polls];
  return {
    start: async () => await Promise.resolve(aLook("queued")),
    poll: async () => {
      const next = left.shift();
      if (next === undefined || next instanceof Error) throw next ?? new Error("no more");
      return await Promise.resolve(next);
    },
    follow: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}

test("polls are counted until the end was seen, and its lateness is bounded by the poll before", async () => {
  const { clock, measure, figure } = begin();
  const busy = new RetryableError("generator.busy");
  const generator = measure.generator(scripted(aLook("queued"), busy, aLook("processing"), aLook("succeeded")));
  await generator.start({ model: "a", input: {} }, "1", never);
  for (const ms of [2_000, 1_000, 1_000, 1_500]) {
    await clock.advance(ms);
    await generator.poll("task_1", never).catch(() => null);
  }
  expect(await figure("atelier_looks_total")).toBe(4);
  expect(await figure("atelier_looks_total", { result: "generator.busy" })).toBe(1);
  expect(await figure("atelier_looks_per_generation_sum")).toBe(3);
  expect(await figure("atelier_detection_delay_bound_seconds_sum")).toBe(1.5);
  expect(await figure("atelier_submissions_total", { result: "accepted" })).toBe(1);
});

test("of a task that was over before anybody polled, nothing is said of how late that was seen", async () => {
  const { measure, figure } = begin();
  await measure.generator(scripted(aLook("failed"))).poll("task_1", never);
  expect(await figure("atelier_looks_per_generation_count")).toBe(1);
  expect(await figure("atelier_detection_delay_bound_seconds_count")).toBe(0);
});

test("a measured store does what the store does, and its faults are counted and thrown", async () => {
  const { measure, figure, clock } = begin();
  const real = closing.use(await openSqlite(":memory:", () => clock.now()));
  const away = new RetryableError("database.away");
  const store = measure.store({ ...real, rules: async () => await Promise.reject(away) });
  await store.keyValue.set("key", { a: 1 });
  expect(await store.keyValue.get("key")).toEqual({ a: 1 });
  expect(await rejection(store.rules("discord", "1"))).toBe(away);
  const refused = new UserError("guild.paused");
  const generation = aGeneration({ hold: micros(5) });
  const refuse = (): never => {
    throw refused;
  };
  expect(await rejection(store.accept(generation, refuse))).toBe(refused);
  expect(await figure("atelier_database_errors_total", { code: "database.away" })).toBe(1);
  expect(await figure("atelier_database_errors_total")).toBe(1);
  expect(await figure("atelier_database_seconds_count", { call: "accept" })).toBe(1);
  expect(await figure("atelier_database_seconds_count", { call: "memory.set" })).toBe(1);
});

test("a run is counted where it ends, once", async () => {
  const { measure, figure, clock } = begin();
  const store = measure.store(closing.use(await openSqlite(":memory:", () => clock.now())));
  const { id, reply } = aGeneration({});
  await store.accept(aGeneration({}), () => []);
  await store.accept(aGeneration({}), () => []);
  const outcome = { kind: "lost", cost: ZERO } as const;
  expect(await store.settle(id, outcome, 5)).toBe(true);
  expect(await store.settle(id, outcome, 6)).toBe(false);
  await clock.advance(3_000);
  await store.recordDelivered(id, reply);
  expect(await figure("atelier_acceptances_total", { result: "duplicate" })).toBe(1);
  expect(await figure("atelier_settled_total", { platform: "discord", outcome: "lost" })).toBe(1);
  expect(await figure("atelier_deliveries_total", { end: "delivered" })).toBe(1);
  expect(await figure("atelier_handover_seconds_sum", { platform: "discord" })).toBe(3);
});

test("charges are counted in dollars, and what was above the hold apart", async () => {
  const { measure, figure } = begin();
  measure.metrics.spent({ model: "a", hold: micros(20_000) }, micros(15_000));
  measure.metrics.spent({ model: "a", hold: micros(20_000) }, micros(50_000));
  expect(await figure("atelier_spent_dollars_total", { model: "a" })).toBeCloseTo(0.065, 9);
  expect(await figure("atelier_overcharged_dollars_total", { model: "a" })).toBeCloseTo(0.03, 9);
});

test("an answer is timed until the platform has it, once", async () => {
  const { measure, figure, clock } = begin();
  const answered = measure.metrics.interaction("slack", "form");
  await clock.advance(250);
  answered();
  await clock.advance(250);
  answered();
  const labels = { platform: "slack", asked: "form" };
  expect(await figure("atelier_ack_seconds_count", labels)).toBe(1);
  expect(await figure("atelier_ack_seconds_sum", labels)).toBe(0.25);
});

test("of progress it is told whether it was sent, gave way or failed", async () => {
  const { measure, figure, clock } = begin();
  const edits = countEdits(createEditQueue({ clock, spacingMs: 3_000 }), "discord", measure.metrics);
  const { reply } = aGeneration({});
  const sending = { signal: never, send: async () => await Promise.resolve(reply) };
  await edits.progress("1", reply, sending);
  const replaced = [edits.progress("1", reply, sending), edits.progress("1", reply, sending)];
  await edits.result("1", reply, async () => await Promise.resolve({ reply }));
  await Promise.all(replaced);
  const broken = edits.progress("2", reply, {
    signal: never,
    send: async () => await Promise.reject(new TerminalError("reply.gone")),
  });
  expect(await rejection(broken)).toMatchObject({ code: "reply.gone" });
  expect(await figure("atelier_edits_total", { fate: "sent" })).toBe(1);
  expect(await figure("atelier_edits_total", { fate: "replaced" })).toBe(2);
  expect(await figure("atelier_edits_total", { fate: "failed" })).toBe(1);
});

test("a queue works from when it is run until it is to stop, and says how much it has in hand", async () => {
  const { measure, figure } = begin();
  const queue = measure.queue(createInProcessQueue({ maxInFlight: 2, onError: () => {} }));
  expect(queue.works()).toBe(false);
  const stop = new AbortController();
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const running = queue.run(async () => {
    begun.resolve();
    await end.promise;
  }, stop.signal);
  queue.add({ generationId: "1", guildId: "1" });
  await begun.promise;
  expect(queue.works()).toBe(true);
  expect(await figure("atelier_queue_in_flight")).toBe(1);
  stop.abort();
  expect(queue.works()).toBe(false);
  end.resolve();
  await running;
  expect(await figure("atelier_queue_in_flight")).toBe(0);
});

test("each answer of each service is counted, a repeated key, and silence", async () => {
  const { measure, figure, clock } = begin();
  const server = createServer(({ url }, response) => {
    if (url === "/gone") response.destroy();
    else response.writeHead(url === "/busy" ? 429 : 200).end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.defer(() => void server.close());
  const dispatcher = new Agent();
  closing.defer(async () => await dispatcher.destroy());
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const services = watchServices(
    { mindvideo: `${root}/api/`, discord: "https://discord.example" },
    measure.instruments,
    clock,
  );
  const ask = async (path: string, options: Parameters<typeof request>[1] = {}): Promise<void> => {
    const answer = await request(`${root}${path}`, { dispatcher, ...options });
    await answer.body.dump();
  };
  const post = { method: "POST", headers: { "idempotency-key": "1" } } as const;
  await ask("/", post);
  await ask("/busy", post);
  await ask("/", { method: "POST", headers: { "idempotency-key": "2" } });
  expect(await rejection(ask("/gone"))).toMatchObject({ code: "UND_ERR_SOCKET" });
  const elsewhere = {
    request: { origin: "https://cdn.example", method: "GET", headers: [] },
    response: { statusCode: 200 },
  };
  channel("undici:request:headers").publish(elsewhere);
  services[Symbol.dispose]();
  await ask("/busy");
  const counted = async (labels: Readonly<Record<string, string>>): Promise<number> =>
    await figure("atelier_peer_responses_total", labels);
  expect(await counted({ peer: "mindvideo", method: "POST", status: "200" })).toBe(2);
  expect(await counted({ peer: "mindvideo", status: "429" })).toBe(1);
  expect(await counted({ peer: "mindvideo", method: "GET", status: "none" })).toBe(1);
  expect(await counted({ peer: "media" })).toBe(1);
  expect(await figure("atelier_submissions_repeated_total")).toBe(1);
  expect(await figure("atelier_peer_response_seconds_count", { peer: "mindvideo" })).toBe(3);
});

test("without the database the other figures still arrive, and nothing is made up for those it would tell", async () => {
  const { measure, clock } = begin();
  let answer: Promise<readonly []> = Promise.resolve([]);
  const exposition = createExposition(measure.instruments, {
    store: { stateCounts: async () => await answer },
    memory: createMemoryBudget({ bytes: 10, files: 2 }),
    readiness: async () => await Promise.resolve(new Map([["database", "away"]])),
    readProcess: () => {},
    clock,
  });
  const read = async () => readExposition(await exposition.read());
  expect((await read()).get("atelier_generations")?.samples).toHaveLength(4);
  answer = Promise.reject(new RetryableError("database.away"));
  const away = await read();
  expect(away.get("atelier_generations")?.samples).toEqual([]);
  expect(valueOf(away, "atelier_ready", { part: "database" })).toBe(0);
  answer = new Promise(() => {});
  const hanging = read();
  await clock.advance(2_000);
  expect((await hanging).get("atelier_held_dollars")?.samples).toEqual([]);
});

test("what is remembered has an end", () => {
  const recent = createRecent<number>(2);
  for (const key of ["a", "b", "c"]) recent.set(key, 1);
  expect(["a", "b", "c"].map((key) => recent.get(key))).toEqual([undefined, 1, 1]);
});
