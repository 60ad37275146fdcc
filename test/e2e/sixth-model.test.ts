// Adding a model is adding one file. If this fails, somebody has to change code to offer a new one.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import { runApp, SCHEMAS } from "./in-process.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";

const SIXTH = {
  model: "paper-lantern-1",
  title: "Paper Lantern",
  description: "Makes pictures of paper lanterns.",
  command: "image",
  input: {
    type: "object",
    required: ["prompt"],
    properties: {
      prompt: { type: "string", title: "Prompt", minLength: 3, maxLength: 200 },
      lanterns: { type: "integer", title: "Lanterns", minimum: 1, maximum: 7, default: 3 },
      paper: { enum: ["rice", "silk"], type: "string", title: "Paper", default: "rice" },
    },
    additionalProperties: false,
  },
  rules: [
    {
      level: "refuse",
      says: "{paper} silk carries at most 2 {lanterns}",
      when: { required: ["paper", "lanterns"], properties: { paper: { const: "silk" } } },
      must: { properties: { lanterns: { maximum: 2 } } },
    },
  ],
  price: { per: "image", rates: [{ dollars: "0.04" }] },
  takes: [{ medianSeconds: 5, spread: 0.4 }],
};

test("a sixth model is offered, checked, run and delivered", async () => {
  const schemas = mkdtempSync(join(tmpdir(), "atelier-schemas-"));
  cpSync(SCHEMAS, schemas, { recursive: true });
  writeFileSync(join(schemas, "paper-lantern-1.json"), JSON.stringify(SIXTH));
  await using closing = new AsyncDisposableStack();
  closing.defer(() => rmSync(schemas, { recursive: true }));
  await using harness = await openHarness({ mindvideo: { schemasDir: schemas } });
  const { discord, mindvideo, fixtures, env, cards } = harness;
  await using app = await runApp(env, { clock: systemClock, schemas });
  const offered = await discord.waitFor(() => discord.commands().find(({ name }) => name === "image"));
  expect(JSON.stringify(offered.options)).toContain("paper-lantern-1");
  expect(offered.options?.map((option) => option.name)).toEqual(expect.arrayContaining(["lanterns", "paper"]));

  const [member] = fixtures.members;
  const lantern = { model: "paper-lantern-1", prompt: "a lantern festival" };
  const refused = await member.command(fixtures.channels[0], "image", { ...lantern, paper: "silk", lanterns: 5 })
    .acknowledged;
  const answer = refused.type === 4 ? refused.message : undefined;
  expect(answer?.visibleTo).toBe(member.id);
  expect(textOf(answer ?? { components: [], content: "" })).toContain("`paper` silk carries at most 2 `lanterns`");
  expect(mindvideo.posts).toEqual([]);

  const interaction = member.command(fixtures.channels[0], "image", { ...lantern, paper: "silk", lanterns: 2 });
  const card = await discord.waitFor(() => cards().find(isDelivered));
  expect(mindvideo.tasks[0]?.body).toEqual({
    model: "paper-lantern-1",
    input: { prompt: "a lantern festival", paper: "silk", lanterns: 2 },
  });
  expect(card.interactionId).toBe(interaction.id);
  expect(textOf(card)).toContain("Paper Lantern");
  expect(app.parts.catalog.models).toHaveLength(6);
});
