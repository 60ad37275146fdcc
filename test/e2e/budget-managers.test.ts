// Members whom an admin names to set budgets. If one of these fails, somebody who answers for a budget cannot set it, or can
// hand the keys on.

import { expect, test } from "vitest";
import { useBudgetWorld } from "./budget-harness.ts";
import { textOf } from "./harness.ts";

const world = useBudgetWorld();

test("who is named sets budgets, and is told like an admin what there is", async () => {
  const scene = world.scene();
  const { bo, admin } = scene;
  const [, cy] = scene.fixtures.members;
  expect(await scene.budget("manager", { change: "add", member: bo })).toContain(`<@${bo.id}> may set budgets now.`);
  const said = await scene.type(bo, "budget set", { amount: "2", period: "month" });
  expect(textOf(said)).toContain("This server may spend **$2.00** a month.");
  expect(said.visibleTo).toBe(bo.id);
  const [cap] = await bo.autocomplete(scene.studio, "budget clear", {}, "budget");
  expect(cap?.name).toContain("$2.00");
  expect(textOf(await scene.type(bo, "budget show"))).toMatch(/The budgets of this server/);
  // Everybody reads whom to ask.
  expect(textOf(await scene.type(cy, "budget show"))).toContain(`Budgets can also be set by <@${bo.id}>.`);
  expect(textOf(await scene.type(bo, "usage", { member: cy }))).not.toContain("Only your own");
  expect(await scene.budget("log")).toContain(`<@${admin.id}>: <@${bo.id}> may set budgets now.`);
  expect(textOf(await scene.type(cy, "budget pause"))).toContain("Only for those who manage the server");
});

test("who is named names nobody and stays named until an admin says otherwise; each attempt is logged", async () => {
  const scene = world.scene();
  const { bo } = scene;
  const [, cy] = scene.fixtures.members;
  await scene.budget("manager", { change: "add", member: bo });
  const [before, warned] = [await scene.decided(), world.log.of("warn").length];
  for (const values of [
    { change: "add", member: cy },
    { change: "remove", member: bo },
  ]) {
    const said = textOf(await scene.type(bo, "budget manager", values));
    expect(said).toMatch(/Only admins name who may set budgets[^]*Manage Server[^]*Nothing was changed/);
  }
  expect(await scene.decided()).toEqual(before);
  expect(world.log.of("warn").slice(warned)).toHaveLength(2);
  expect(await scene.budget("manager", { change: "remove", member: cy })).toContain(`Named are <@${bo.id}>.`);
  expect(await scene.budget("manager", { change: "add", member: "123" }, { forged: true })).toContain("not here");
  expect(await scene.budget("manager", { change: "remove", member: bo })).toContain("no longer one of those");
  expect((await scene.decided()).rules.managerIds).toEqual([]);
  expect(textOf(await scene.type(bo, "budget pause"))).toContain("Only for those who manage the server");
});
