// The rules beside the budgets: who may run what, where, and what is asked and told. If one of these fails, a rule that an
// admin made does not hold, or holds for others than it says.

import { expect, test } from "vitest";
import { NOTHING, useBudgetHarness, PRICE } from "./budget-harness.ts";
import { textOf } from "./harness.ts";

const harness = useBudgetHarness();

test("a paused server starts nothing until it is resumed", async () => {
  const guild = harness.newGuild();
  await guild.budget("pause");
  expect(await guild.run()).toMatch(/The bot is paused here[\s\S]*`\/budget resume`[\s\S]*nothing was charged/);
  expect(await guild.run(guild.admin)).toContain("The bot is paused here");
  expect(textOf(await guild.type(guild.bo, "budget show"))).toContain("The bot is paused");
  await guild.budget("resume");
  expect(await guild.run()).toBe("runs");
});

test("a list of channels holds for everybody, names them, and never opens by taking the last one off", async () => {
  const guild = harness.newGuild();
  const { admin, gallery, studio } = guild;
  expect(await guild.budget("channel", { change: "allow", channel: gallery })).toContain(
    `The bot works only in <#${gallery.id}>`,
  );
  expect(await guild.run()).toContain(`The bot works only in <#${gallery.id}>.`);
  expect(await guild.run(admin)).toContain("Not in this channel");
  expect(await guild.run(guild.bo, { in: gallery })).toBe("runs");

  expect(await guild.budget("channel", { change: "forbid", channel: gallery })).toContain("the last one on the list");
  await guild.budget("channel", { change: "allow", channel: studio });
  await guild.budget("channel", { change: "forbid", channel: gallery });
  expect(await guild.run()).toBe("runs");
  expect(await guild.run(guild.bo, { in: gallery })).toContain(`<#${studio.id}>`);
  expect(await guild.budget("channel", { change: "forbid", channel: gallery })).toContain("Not on the list");

  await guild.budget("channel", { change: "all" });
  expect(await guild.run(guild.bo, { in: gallery })).toBe("runs");
});

test("a list of roles names them and does not hold for those who manage the server", async () => {
  const guild = harness.newGuild();
  const role = harness.base.discord.addRole(guild.fixtures.guild, { name: "Artists" });
  const dee = harness.base.discord.addMember(guild.fixtures.guild, { name: "Dee", roles: [role] });
  await guild.budget("role", { change: "allow", role });
  expect(await guild.run()).toContain(`Only <@&${role.id}> can use the bot here.`);
  expect(await guild.run(dee)).toBe("runs");
  expect(await guild.run(guild.admin)).toBe("runs");
  await guild.budget("role", { change: "all" });
  expect(await guild.run()).toBe("runs");
});

test("a model that is off is refused, and gone from /models, until it is on", async () => {
  const guild = harness.newGuild();
  const model = "qwen-image-2-0-pro";
  await guild.budget("model", { model, switch: "off" });
  expect(await guild.run(guild.bo, { model })).toMatch(/switched off[\s\S]*Choose another model/);
  expect(textOf(await guild.type(guild.bo, "models"))).not.toContain(model);
  const menu = await guild.admin.autocomplete(guild.studio, "budget model", { model: "qwen" }, "model");
  expect(menu).toEqual([{ name: "Qwen Image 2.0 Pro (off)", value: model }]);

  await guild.budget("model", { model, switch: "on" });
  expect(await guild.run(guild.bo, { model })).toBe("runs");
  expect(textOf(await guild.type(guild.bo, "models"))).toContain(model);
});

test("confirm-above decides what is asked about first", async () => {
  const guild = harness.newGuild();
  expect(await guild.budget("confirm-above", { amount: "0.01" })).toContain("more than **$0.01** ask for confirmation");
  expect(await guild.run()).toContain(`Run this for up to ${PRICE}?`);
  expect(await guild.budget("confirm-above", { amount: "never" })).toContain("No run asks for confirmation");
  expect(await guild.run()).toBe("runs");
  expect(await guild.budget("confirm-above", { amount: "Always" })).toContain("Every run asks for confirmation");
  expect(await guild.run()).toContain("Run this");
  await guild.budget("confirm-above", { amount: "default" });
  expect((await guild.decided()).rules.confirmAbove).toBeNull();
  expect(await guild.run()).toBe("runs");
});

test("alerts go only where the bot can post", async () => {
  const guild = harness.newGuild();
  const mute = harness.base.discord.addChannel(guild.fixtures.guild, { name: "mute", botMay: 1n << 10n });
  expect(await guild.budget("alerts", { channel: mute })).toMatch(/cannot post there[\s\S]*\*\*Send Messages\*\*/);
  expect(await guild.decided()).toEqual(NOTHING);
  expect(await guild.budget("alerts", { channel: guild.gallery })).toContain(`alerts go to <#${guild.gallery.id}>`);
  expect((await guild.decided()).rules.alertChannelId).toBe(guild.gallery.id);
  expect(await guild.budget("alerts")).toContain("Budget alerts are off");
  expect((await guild.decided()).rules.alertChannelId).toBeNull();
});

test("the time zone is completed while typing, and decides when a budget resets", async () => {
  const guild = harness.newGuild();
  const menu = await guild.admin.autocomplete(guild.studio, "budget time-zone", { zone: "new y" }, "zone");
  expect(menu.map(({ value }) => value)).toEqual(["America/New_York"]);
  await guild.budget("time-zone", { zone: "new york" });
  expect((await guild.decided()).rules.timeZone).toBe("America/New_York");
  expect(await guild.budget("show")).toContain("**America/New\\_York**");
});

test("the log says who did what, the latest first, and what it cost", async () => {
  const guild = harness.newGuild();
  await guild.budget("set", { amount: "10", period: "month" });
  expect(await guild.run()).toBe("runs");
  await guild.delivered(1);
  await guild.budget("pause");

  const lines = (await guild.budget("log")).split("\n").slice(1);
  const [admin, bo] = [`<@${guild.admin.id}>`, `<@${guild.bo.id}>`];
  expect(lines.map((line) => line.replace(/<t:\d+:f>/, "WHEN"))).toEqual([
    `- WHEN ${admin}: The bot is paused: no new runs. Running ones will finish.`,
    `- WHEN ${bo}: **${PRICE}** spent on \`wan2-7-image\`, of ${PRICE} set aside`,
    `- WHEN ${bo}: **${PRICE}** set aside for a run of \`wan2-7-image\``,
    `- WHEN ${admin}: This server can spend **$10.00** a month.`,
  ]);
});
