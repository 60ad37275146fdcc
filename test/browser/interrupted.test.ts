// What a person sees of a run while the bot dies, the page is loaded again, or another window is open. If one of these
// fails, the demo shows that something was lost, or shows it twice.

import { expect } from "vitest";
import { seePictures } from "./room.ts";
import { test } from "./visit.ts";
import type { Visit } from "./visit.ts";

/** Runs end when a test lets them. */
test.override("options", { mindvideo: { manual: true, events: "sse" } });

test("killed in the middle and started again, the bot delivers both rooms' runs once", async ({ demo, visit }) => {
  const { page, discord, slack } = visit;
  const { mindvideo } = demo;
  await discord.type("/image a fox on Discord");
  await slack.type("/image a fox on Slack");
  await mindvideo.waitFor(() => mindvideo.tasks.length === 2);
  await page.getByRole("button", { name: /^Engine room/ }).click();
  const engine = page.getByRole("region", { name: "The bot" });
  await engine.getByRole("button", { name: "Kill", exact: true }).click();
  await discord.frame.getByText("The bot is dead.").waitFor();
  for (const task of mindvideo.tasks) await task.advance("succeeded");
  await engine.getByRole("button", { name: "Start" }).click();
  await seePictures(discord.cards("a fox on Discord").locator(".media img"), 1);
  await slack.cards("a fox on Slack").getByRole("button", { name: "1 reply" }).click();
  await seePictures(threadOf(visit, "a fox on Slack"), 1);
  expect(await engine.innerText()).toContain("start number 2");
  expect(await discord.cards("a fox on Discord").count()).toBe(1);
  expect(await threadOf(visit, "a fox on Slack").count()).toBe(1);
  expect(mindvideo.charges).toHaveLength(2);
});

test("Kill and restart brings the bot back by itself, and who types meanwhile is told", async ({ demo, visit }) => {
  const { page, discord, slack } = visit;
  await page.getByRole("button", { name: /^Engine room/ }).click();
  await page.getByRole("button", { name: "Kill and restart" }).click();
  await discord.frame.getByText("The bot is dead.").waitFor();
  await slack.type("/image a fox for nobody");
  await slack.frame
    .getByRole("alert")
    .getByText(/\/image failed/)
    .waitFor();
  await page.getByText("Bot ready").waitFor();
  await slack.frame.getByRole("alert").getByRole("button", { name: "Dismiss" }).click();
  await slack.type("/image a fox for somebody");
  await slack.cards("a fox for somebody").waitFor();
  expect(demo.bot.state.kind).toBe("ready");
  expect(await slack.frame.getByRole("alert").count()).toBe(0);
});

test("loaded again in the middle, the page is as it was, and the result comes", async ({ demo, visit }) => {
  const { page, discord, slack } = visit;
  const { mindvideo } = demo;
  await slack.be("Cy");
  await discord.be("Mia");
  await discord.type("/image a fox before and after");
  const task = await mindvideo.waitFor(() =>
    mindvideo.tasks.find(({ input }) => input["prompt"] === "a fox before and after"),
  );
  await task.advance("processing");
  await discord.cards("a fox before and after").getByText("generating").waitFor();
  await page.reload();
  await discord.cards("a fox before and after").getByText("generating").waitFor();
  expect(await discord.frame.getByRole("radio", { name: "Mia" }).isChecked()).toBe(true);
  expect(await slack.frame.getByRole("radio", { name: "Cy" }).isChecked()).toBe(true);
  await task.advance("succeeded");
  await seePictures(discord.cards("a fox before and after").locator(".media img"), 1);
});

test("two windows see the same, but for what is one person's own", async ({ demo, visitor }) => {
  const { mindvideo } = demo;
  const mine = await visitor.open();
  const theirs = await visitor.open();
  await theirs.discord.be("Cy");
  await theirs.slack.be("Cy");
  await mine.discord.type("/image a fox for two");
  await theirs.discord.cards("a fox for two").waitFor();
  const task = await mindvideo.waitFor(() => mindvideo.tasks.find(({ input }) => input["prompt"] === "a fox for two"));
  await task.advance("succeeded");
  for (const { discord } of [mine, theirs]) {
    await seePictures(discord.cards("a fox for two").locator(".media img"), 1);
  }
  await mine.slack.type("/budget show");
  await mine.slack.cards("this month").waitFor();
  await theirs.slack.type("good morning");
  await theirs.slack.frame.getByText("good morning").waitFor();
  expect(await theirs.slack.cards("this month").count()).toBe(0);
  await mine.slack.frame.getByText("good morning").waitFor();
});

const threadOf = ({ slack }: Visit, words: string) =>
  slack.frame.getByRole("complementary").getByRole("img", { name: words });
