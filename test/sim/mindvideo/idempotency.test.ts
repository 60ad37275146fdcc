// If a key could make two tasks, a lost answer would be paid for twice; if it could not be reused, retries would fail.
import { expect, it } from "vitest";
import { SAMPLES, startQuiet } from "./visitor.ts";

const BODY = { model: "wan2-7-image", input: SAMPLES["wan2-7-image"] };
const KEY = { "idempotency-key": "1430000000000000001" };

it("the same key with the same payload returns the original task and its status, and charges once", async () => {
  await using visitor = await startQuiet({ createdStatus: 202 });
  const first = await visitor.post(BODY, KEY);
  const { size, prompt, n, resolution } = BODY.input;
  visitor.simulator.behave({ createdStatus: 200 });
  const second = await visitor.post({ input: { n, resolution, prompt, size }, model: BODY.model }, KEY);
  expect(second.status).toBe(202);
  expect(await second.json()).toEqual(await first.json());
  expect(visitor.simulator.tasks).toHaveLength(1);
  expect(visitor.simulator.charges).toEqual([
    { taskId: visitor.simulator.tasks[0]?.id, dollars: 0.0243, final: false },
  ]);
  expect(visitor.simulator.posts).toHaveLength(2);
});

it("the same key answers with the original task even when that has long ended", async () => {
  await using visitor = await startQuiet();
  const { task_id: id } = (await (await visitor.post(BODY, KEY)).json()) as { task_id: string };
  await visitor.finish(id);
  expect(await (await visitor.post(BODY, KEY)).json()).toMatchObject({ task_id: id });
});

it("the same key with another payload is a conflict", async () => {
  await using visitor = await startQuiet();
  await visitor.post(BODY, KEY);
  const other = await visitor.post({ ...BODY, input: { ...BODY.input, n: 2 } }, KEY);
  expect(other.status).toBe(409);
  expect(await other.json()).toMatchObject({ error: { code: "idempotency_conflict" } });
  expect(visitor.simulator.tasks).toHaveLength(1);
});

it("a refused request leaves its key free", async () => {
  await using visitor = await startQuiet();
  expect((await visitor.post({ ...BODY, input: {} }, KEY)).status).toBe(400);
  expect((await visitor.post(BODY, KEY)).status).toBe(201);
});

it("requests with other keys, or with none, are tasks of their own", async () => {
  await using visitor = await startQuiet();
  for (const headers of [KEY, { "idempotency-key": "other" }, {}, {}]) await visitor.post(BODY, headers);
  expect(new Set(visitor.simulator.tasks.map(({ id }) => id)).size).toBe(4);
});

it("twenty at once with one key make one task", async () => {
  await using visitor = await startQuiet();
  const answers = await Promise.all(Array.from({ length: 20 }, async () => await visitor.post(BODY, KEY)));
  const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { task_id: string }).task_id));
  expect(new Set(ids).size).toBe(1);
  expect(visitor.simulator.charges).toHaveLength(1);
});
