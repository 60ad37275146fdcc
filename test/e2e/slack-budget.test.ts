// What Slack's admins set, and what it then does to members' commands. If one of these fails, a workspace spends what it did
// not mean to, or a member sets its budget: on Slack no menu hides anything from anybody.

import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_RULES } from "../../src/domain/money/budget.ts";
import { manifestOf } from "../../src/platforms/slack/connection/manifest.ts";
import { commandSpecs } from "../../commands/index.ts";
import { supportedCommands } from "../../src/platforms/slack/supported-commands.ts";
import { catalog } from "../catalog/catalog-fixtures.ts";
import { openSlackBudgetHarness } from "./slack-budget-harness.ts";
import type { SlackBudgetHarness } from "./slack-budget-harness.ts";

const NOTHING = { rules: NO_RULES, ledger: [] };

let harness: SlackBudgetHarness;

beforeAll(async () => {
  harness = await openSlackBudgetHarness();
});

afterAll(async () => {
  await harness[Symbol.asyncDispose]();
});

const FOX = "/image a fox --model wan2-7-image";

test("a budget lets one run through, stops the next with a sentence, and can be cleared", async () => {
  const workspace = await harness.newWorkspace();
  expect(await workspace.read(workspace.admin, "/budget set 0,03 month")).toMatch(
    /This workspace can spend \$0\.03 a month/,
  );
  expect(await workspace.read(workspace.bo, FOX)).toBe("empty");
  await workspace.finished();
  expect(await workspace.read(workspace.cy, FOX)).toMatch(/\$0\.03 this month[^]*Nothing was started/);
  expect(await workspace.read(workspace.bo, "/budget show")).toMatch(/\$0\.03[^]*\$0\.0243/);
  expect(workspace.cards()).toHaveLength(1);

  expect(await workspace.read(workspace.admin, "/budget clear month guild")).toContain(
    "no longer has a monthly budget",
  );
  expect(await workspace.read(workspace.cy, FOX)).toBe("empty");
  await workspace.finished(2);
});

test("a member, a channel and each member can be named, by the names that Slack completes", async () => {
  const workspace = await harness.newWorkspace();
  const { admin, bo, cy, fixtures } = workspace;
  const [studio] = fixtures.channels;
  await workspace.read(admin, `/budget set 0 month @${bo.name}`);
  expect(await workspace.read(bo, FOX)).toMatch(/set this budget to \$0\.00[^]*Nothing was started/);
  expect(await workspace.read(cy, FOX)).toBe("empty");
  await workspace.read(admin, `/budget set 0 day #${studio.name}`);
  expect(await workspace.read(cy, FOX)).toMatch(/set this budget to \$0\.00[^]*Nothing was started/);
  await workspace.read(admin, "/budget set 2 week each member");
  expect((await workspace.decided()).rules.caps.map(({ scope, period }) => [scope.kind, period])).toEqual(
    expect.arrayContaining([
      ["member", "month"],
      ["channel", "day"],
      ["each-member", "week"],
    ]),
  );
});

test("the log says who did what, and what it cost", async () => {
  const workspace = await harness.newWorkspace();
  await workspace.read(workspace.admin, "/budget set 1 month");
  await workspace.read(workspace.bo, FOX);
  await workspace.finished();
  const text = await workspace.read(workspace.admin, "/budget log");
  expect(text).toMatch(new RegExp(`${workspace.bo.id}: \\$0\\.0243 spent on wan2-7-image`));
  expect(text).toMatch(new RegExp(`${workspace.admin.id}: This workspace can spend \\$1\\.00 a month`));
});

test("who is named sets budgets and sees what is spent, and can name nobody", async () => {
  const workspace = await harness.newWorkspace();
  const { admin, bo, cy } = workspace;
  expect(await workspace.read(admin, `/budget manager add @${bo.name}`)).toContain(`${bo.id} can now set budgets.`);
  expect(await workspace.read(bo, "/budget set 2 month")).toMatch(/This workspace can spend \$2\.00 a month/);
  expect(await workspace.read(bo, "/budget show")).toMatch(new RegExp(`Budgets of this[^]*Budget managers: ${bo.id}`));
  expect(await workspace.read(bo, "/budget log")).toContain(`${admin.id}: ${bo.id} can now set budgets.`);
  expect(await workspace.page(bo, "/usage by member")).not.toContain("Your spending");

  const before = await workspace.decided();
  for (const change of [`add @${cy.name}`, `remove @${bo.name}`]) {
    expect(await workspace.read(bo, `/budget manager ${change}`)).toMatch(
      /Only admins can name[^]*Nothing was changed/,
    );
  }
  expect(await workspace.decided()).toEqual(before);
  expect(await workspace.read(admin, `/budget manager remove @${cy.name}`)).toContain(`Budget managers: ${bo.id}.`);
  expect(await workspace.read(admin, `/budget manager remove @${bo.name}`)).toContain("can no longer set budgets");
  expect(await workspace.read(bo, "/budget pause")).toMatch(/Only for budget managers/);
});

test("the form shows the models that are not switched off, and what it sends in is one of theirs", async () => {
  const workspace = await harness.newWorkspace();
  const { admin, bo } = workspace;
  const { slack, mindvideo } = harness.base;
  const [usual, ...others] = catalog.forCommand("image").map(({ slug }) => slug);
  await workspace.read(admin, `/budget model ${usual} off`);
  const view = await workspace.form(bo, "/image");
  await slack.waitFor(() => view.updates === 1);
  const menu = view.blocks.find(({ block_id: id }) => id === "model");
  expect(JSON.stringify(menu)).not.toContain(`"${usual}"`);
  const before = mindvideo.tasks.length;
  expect(await bo.submit(view, { prompt: "a fox" }).acknowledged).toMatchObject({ type: "empty" });
  await workspace.finished();
  expect(mindvideo.tasks.slice(before).map(({ body }) => body["model"])).toEqual([others[0]]);

  // With one left there is nothing to choose; with none there is no form.
  for (const slug of others.slice(0, -1)) await workspace.read(admin, `/budget model ${slug} off`);
  const one = await workspace.form(workspace.cy, "/image");
  await slack.waitFor(() => one.updates === 1);
  expect(one.blocks.filter(({ block_id: id }) => id === "model")).toEqual([]);
  await workspace.cy.submit(one, { prompt: "a fox" }).acknowledged;
  await workspace.finished(2);
  expect(mindvideo.tasks.at(-1)?.body["model"]).toBe(others.at(-1));
  await workspace.read(admin, `/budget model ${others.at(-1)} off`);
  const none = await workspace.form(admin, "/image");
  await slack.waitFor(() => none.updates === 1);
  expect(none.title).toBe("Not started");
});

/** Whatever a member could gain by it. */
const ADMINS_ALONE: Readonly<Record<string, string>> = {
  set: "1000000 total",
  clear: "guild month",
  alerts: "",
  "confirm-above": "never",
  "time-zone": "UTC",
  model: "wan2-7-image off",
  channel: "all",
  manager: "add @Bo",
  pause: "",
  resume: "",
  log: "",
};

test.each(Object.entries(ADMINS_ALONE))(
  "/budget %s, typed by a member, changes nothing and is logged",
  async (subcommand, text) => {
    const workspace = await harness.newWorkspace();
    const before = harness.log.of("warn").length;
    expect(await workspace.read(workspace.bo, `/budget ${subcommand} ${text}`)).toMatch(
      /Only for budget managers[^]*Nothing was changed/,
    );
    expect(await workspace.decided()).toEqual(NOTHING);
    const warned = harness.log.of("warn").slice(before);
    expect(warned.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      {
        message: "budget command refused",
        guildId: workspace.fixtures.workspace.id,
        userId: workspace.bo.id,
        subcommand,
      },
    ]);
  },
);

test("every subcommand but show is for admins alone", () => {
  const commands = commandSpecs(catalog);
  const budget = supportedCommands(commands).find(({ name }) => name === "budget");
  const names = budget?.subcommands?.map(({ name }) => name).filter((name) => name !== "show");
  expect(names?.toSorted()).toEqual(Object.keys(ADMINS_ALONE).toSorted());
  const { slash_commands: listed } = manifestOf({ commands, prefix: "", publicUrl: null }).features;
  expect(listed.map(({ command }) => command)).toContain("/budget");
});

test("a paused workspace starts nothing, and a model that is off is refused by name and gone from /models", async () => {
  const workspace = await harness.newWorkspace();
  await workspace.read(workspace.admin, "/budget pause");
  expect(await workspace.read(workspace.bo, FOX)).toMatch(/paused here[^]*\/budget resume/);
  await workspace.read(workspace.admin, "/budget resume");
  await workspace.read(workspace.admin, "/budget model Wan 2.7 Image off");
  expect(await workspace.read(workspace.bo, FOX)).toMatch(/Nothing was started/);
  expect(await workspace.read(workspace.bo, "/models")).not.toContain("Wan 2.7 Image");
  await workspace.read(workspace.admin, "/budget model wan2-7-image on");
  expect(await workspace.read(workspace.bo, "/models")).toContain("Wan 2.7 Image");
  expect(await workspace.read(workspace.bo, FOX)).toBe("empty");
  await workspace.finished();
});

test("an amount that cannot be meant, and somebody who is not here, are told what is allowed", async () => {
  const workspace = await harness.newWorkspace();
  for (const [line, said] of [
    ["set -1 month", /can't be negative/],
    ["set lots month", /This isn't an amount[^]*0\.50/],
    ["set 5 year", /period cannot be “year”[^]*month/],
    ["set 5 month @nobody", /No such member/],
    ["set 5 month --role admins", /There are no roles here/],
    ["clear month", /No such budget/],
    ["model wan2-7-imge off", /Did you mean wan2-7-image\?/],
    ["time-zone Berln", /Did you mean Europe\/Berlin\?/],
    ["channel allow", /channel is missing/],
  ] as const) {
    expect(await workspace.read(workspace.admin, `/budget ${line}`)).toMatch(said);
  }
  expect(await workspace.decided()).toEqual(NOTHING);
});

test("/usage: a member sees their own, an admin everybody's, and no member another's", async () => {
  const workspace = await harness.newWorkspace();
  const { admin, bo, cy } = workspace;
  await workspace.read(bo, FOX);
  await workspace.finished();
  expect(await workspace.page(bo, "/usage")).toMatch(/Your spending this month[^]*\$0\.0243 for 1 run/);
  expect(await workspace.page(cy, "/usage")).not.toContain("0.0243");
  expect(await workspace.page(admin, "/usage by member")).toMatch(new RegExp(`\\$0\\.0243[^]*${bo.id}`));
  expect(await workspace.page(cy, `/usage member @${bo.name}`)).toMatch(/only see your own/);
  const warned = harness.log.of("warn").map((line) => JSON.parse(line) as unknown);
  expect(warned).toContainEqual(expect.objectContaining({ guildId: workspace.fixtures.workspace.id, userId: cy.id }));
});

test("/help and /models say what can be typed, to the person alone", async () => {
  const workspace = await harness.newWorkspace();
  const help = await workspace.read(workspace.bo, "/help");
  for (const name of ["image", "video", "r2v", "budget", "usage", "models"]) expect(help).toContain(`/${name}`);
  const models = await workspace.read(workspace.bo, "/models");
  for (const { title } of catalog.models) expect(models).toContain(title);
  expect(workspace.cards()).toEqual([]);
});
