// What the API tells by itself. If this breaks, a finish that was told waits for its poll, or every poll is doubled.
import { afterEach, expect, test } from "vitest";
import { startMindVideo } from "../../sim/mindvideo/simulator.ts";
import type { MindVideoSimulator } from "../../sim/mindvideo/simulator.ts";
import { createMindVideo } from "../../src/generator/mindvideo/create-mindvideo.ts";
import { createPacer } from "../../src/pacing/pacer.ts";
import { createSteppingClock } from "./stepping-clock.ts";

const never = new AbortController().signal;
let closing = new AsyncDisposableStack();
afterEach(async () => {
  await closing.disposeAsync();
  closing = new AsyncDisposableStack();
});

async function open(events: "sse" | "json" | "none") {
  const clock = createSteppingClock();
  const api = await startMindVideo({ clock, manual: true, media: "tiny", events });
  const { apiKey, apiUrl } = api;
  const pacer = createPacer(() => 1_000, clock);
  const generator = createMindVideo({ apiUrl, apiKey, clock, pacer, userAgent: "Atelier/test" });
  closing.use(api);
  closing.use(generator);
  const start = async (key: string): Promise<string> =>
    (await generator.start({ model: "wan2-7-image", input: { prompt: "fog", n: 1 } }, key, never)).taskId;
  return { api, clock, generator, start };
}

const asked = (api: MindVideoSimulator): number => api.requests.filter(({ path }) => path.endsWith("/events")).length;

test("each move that the stream tells is passed on, the end among them", async () => {
  const { api, generator, start } = await open("sse");
  const taskId = await start("a");
  const moves: string[] = [];
  const { promise: started, resolve } = Promise.withResolvers<void>();
  const followed = generator.follow(taskId, () => (moves.push(api.tasks[0]?.status ?? ""), resolve()), never);
  await api.waitFor(() => asked(api) === 1);
  await api.tasks[0]?.advance("processing");
  await started;
  await api.tasks[0]?.advance("succeeded");
  await followed;
  // One for each state: what only keeps the connection open is no event.
  expect(moves).toHaveLength(3);
  expect(moves.at(-1)).toBe("succeeded");
});

test.each(["json", "none"] as const)("an API that answers %s is asked once, not for every task", async (events) => {
  const { api, clock, generator, start } = await open(events);
  for (const key of ["a", "b", "c"]) await generator.follow(await start(key), () => expect.fail("told"), never);
  expect(asked(api)).toBe(1);
  await clock.sleep(61 * 60_000, never);
  await generator.follow(await start("d"), () => expect.fail("told"), never);
  expect(asked(api)).toBe(2);
});

test("whoever stops watching stops listening, and that is no error", async () => {
  const { api, generator, start } = await open("sse");
  const stop = new AbortController();
  const followed = generator.follow(await start("a"), () => {}, stop.signal);
  await api.waitFor(() => asked(api) === 1);
  stop.abort();
  await expect(followed).resolves.toBeUndefined();
});
