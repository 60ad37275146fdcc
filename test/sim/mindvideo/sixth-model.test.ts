// "Adding a model is adding one file" can only be tested if the simulator too needs nothing but the file.
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startQuiet } from "./visitor.ts";

const IMAGE = {
  model: "paint-9",
  input: { type: "object", required: ["prompt"], properties: { prompt: { type: "string" }, n: { type: "integer" } } },
};
const VIDEO = {
  model: "clip-9",
  input: { type: "object", properties: { duration: { type: "integer", maximum: 4 } }, additionalProperties: false },
};

it("serves whatever model lies in the folder, one that came later too", async () => {
  const schemasDir = await mkdtemp(join(tmpdir(), "schemas-"));
  await using visitor = await startQuiet({ schemasDir });
  const paint = { model: IMAGE.model, input: { prompt: "a", n: 2 } };
  expect((await visitor.post(paint)).status).toBe(404);
  await writeFile(join(schemasDir, "paint-9.json"), JSON.stringify(IMAGE));
  await writeFile(join(schemasDir, "clip-9.json"), JSON.stringify(VIDEO));
  expect((await visitor.post(paint)).status).toBe(201);
  expect((await visitor.post({ model: VIDEO.model, input: { duration: 3 } })).status).toBe(201);
  expect((await visitor.post({ model: VIDEO.model, input: { duration: 5 } })).status).toBe(400);
  for (const { id } of visitor.simulator.tasks) await visitor.finish(id);
  expect(visitor.simulator.tasks).toMatchObject([
    { status: "succeeded", costActual: 0.08, media: [{ contentType: "image/png" }, { contentType: "image/png" }] },
    { status: "succeeded", costActual: 0.3, media: [{ contentType: "video/mp4" }] },
  ]);
  await rm(schemasDir, { recursive: true });
});

it("serves the repository's own models by default", async () => {
  const schemasDir = await mkdtemp(join(tmpdir(), "schemas-"));
  await cp(new URL("../../../schemas", import.meta.url), schemasDir, { recursive: true });
  await using copied = await startQuiet({ schemasDir });
  await using own = await startQuiet();
  const body = { model: "wan2-7-image", input: { prompt: "a" } };
  expect([(await copied.post(body)).status, (await own.post(body)).status]).toEqual([201, 201]);
  await rm(schemasDir, { recursive: true });
});
