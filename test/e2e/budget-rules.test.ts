// The rules beside the budgets: who may run what, where, and what is asked and told. If one of these fails, a rule that an
// admin made does not hold, or holds for others than it says.

import { expect, test } from "vitest";
import { NOTHING, useBudgetWorld, PRICE } from "./budget-harness.ts";
import { textOf } from "./harness.ts";

const world = useBudgetWorld();

test("a paused server starts nothing until it is resumed", async () => {
  const scene = world.scene();
  await scene.budget("pause");
  expect(await scene.run()).toMatch(/The bot is paused here[\s\S]*`\/budget resume`[\s\S]*nothing was charged/);
  expect(await scene.run(scene.admin)).toContain("The bot is paused here");
  expect(textOf(await scene.type(scene.bo, "budget show"))).toContain("The bot is paused");
  await scene.budget("resume");
  expect(await scene.run()).toBe("runs");
});

test("a list of channels holds for everybody, names them, and never opens by taking the last one off", async () => {
  const scene = world.scene();
  const { admin, gallery, studio } = scene;
  expect(await scene.budget("channel", { change: "allow", channel: gallery })).toContain(
    `All of them: <#${gallery.id}>`,
  );
  expect(await scene.run()).toContain(`Here the bot may be used in <#${gallery.id}>.`);
  expect(await scene.run(admin)).toContain("Not in this channel");
  expect(await scene.run(scene.bo, { in: gallery })).toBe("runs");

  expect(await scene.budget("channel", { change: "forbid", channel: gallery })).toContain("The last one on the list");
  await scene.budget("channel", { change: "allow", channel: studio });
  await scene.budget("channel", { change: "forbid", channel: gallery });
  expect(await scene.run()).toBe("runs");
  expect(await scene.run(scene.bo, { in: gallery })).toContain(`<#${studio.id}>`);
  expect(await scene.budget("channel", { change: "forbid", channel: gallery })).toContain("It is not on the list");

  await scene.budget("channel", { change: "all" });
  expect(await scene.run(scene.bo, { in: gallery })).toBe("runs");
});

test("a list of roles names them and does not hold for those who manage the server", async () => {
  const scene = world.scene();
  const role = world.stage.discord.addRole(scene.fixtures.guild, { name: "Artists" });
  const dee = world.stage.discord.addMember(scene.fixtures.guild, { name: "Dee", roles: [role] });
  await scene.budget("role", { change: "allow", role });
  expect(await scene.run()).toContain(`Here the bot is for members with <@&${role.id}>.`);
  expect(await scene.run(dee)).toBe("runs");
  expect(await scene.run(scene.admin)).toBe("runs");
  await scene.budget("role", { change: "all" });
  expect(await scene.run()).toBe("runs");
});

test("a model that is off is refused, and gone from /models, until it is on", async () => {
  const scene = world.scene();
  const model = "qwen-image-2-0-pro";
  await scene.budget("model", { model, switch: "off" });
  expect(await scene.run(scene.bo, { model })).toMatch(/switched off[\s\S]*Choose another model/);
  expect(textOf(await scene.type(scene.bo, "models"))).not.toContain(model);
  const menu = await scene.admin.autocomplete(scene.studio, "budget model", { model: "qwen" }, "model");
  expect(menu).toEqual([{ name: "Qwen Image 2.0 Pro (off)", value: model }]);

  await scene.budget("model", { model, switch: "on" });
  expect(await scene.run(scene.bo, { model })).toBe("runs");
  expect(textOf(await scene.type(scene.bo, "models"))).toContain(model);
});

test("confirm-above decides what is asked about first", async () => {
  const scene = world.scene();
  expect(await scene.budget("confirm-above", { amount: "0.01" })).toContain("more than **$0.01** is asked about first");
  expect(await scene.run()).toContain(`Run this for up to ${PRICE}?`);
  expect(await scene.budget("confirm-above", { amount: "never" })).toContain("No run is asked about first");
  expect(await scene.run()).toBe("runs");
  expect(await scene.budget("confirm-above", { amount: "Always" })).toContain("Every run is asked about first");
  expect(await scene.run()).toContain("Run this");
  await scene.budget("confirm-above", { amount: "default" });
  expect((await scene.decided()).rules.confirmAbove).toBeNull();
  expect(await scene.run()).toBe("runs");
});

test("alerts go only where the bot can post", async () => {
  const scene = world.scene();
  const mute = world.stage.discord.addChannel(scene.fixtures.guild, { name: "mute", botMay: 1n << 10n });
  expect(await scene.budget("alerts", { channel: mute })).toMatch(/cannot post there[\s\S]*\*\*Send Messages\*\*/);
  expect(await scene.decided()).toEqual(NOTHING);
  expect(await scene.budget("alerts", { channel: scene.gallery })).toContain(`told in <#${scene.gallery.id}>`);
  expect((await scene.decided()).rules.alertChannelId).toBe(scene.gallery.id);
  expect(await scene.budget("alerts")).toContain("Nobody is told");
  expect((await scene.decided()).rules.alertChannelId).toBeNull();
});

test("the time zone is completed while typing, and decides when a budget starts anew", async () => {
  const scene = world.scene();
  const menu = await scene.admin.autocomplete(scene.studio, "budget time-zone", { zone: "new y" }, "zone");
  expect(menu.map(({ value }) => value)).toEqual(["America/New_York"]);
  await scene.budget("time-zone", { zone: "new york" });
  expect((await scene.decided()).rules.timeZone).toBe("America/New_York");
  expect(await scene.budget("show")).toContain("**America/New\\_York**");
});

test("the log says who did what, the latest first, and what it cost", async () => {
  const scene = world.scene();
  await scene.budget("set", { amount: "10", period: "month" });
  expect(await scene.run()).toBe("runs");
  await scene.delivered(1);
  await scene.budget("pause");

  const lines = (await scene.budget("log")).split("\n").slice(1);
  const [admin, bo] = [`<@${scene.admin.id}>`, `<@${scene.bo.id}>`];
  expect(lines.map((line) => line.replace(/<t:\d+:f>/, "WHEN"))).toEqual([
    `- WHEN ${admin}: The bot is paused: nobody can start a run. What runs already goes on.`,
    `- WHEN ${bo}: **${PRICE}** spent on \`wan2-7-image\`, of ${PRICE} set aside`,
    `- WHEN ${bo}: **${PRICE}** set aside for a run of \`wan2-7-image\``,
    `- WHEN ${admin}: This server may spend **$10.00** a month.`,
  ]);
});
