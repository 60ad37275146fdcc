// The engine room: what is switched there is felt in the rooms, and what happens behind them can be read. If one of these
// fails, the demo cannot show what the bot does when MindVideo is in trouble.

import { expect } from "vitest";
import { test } from "./visit.ts";

test.override("options", { mindvideo: { events: "sse" } });

test("what is made to fail is told with what it cost, and a refusal in MindVideo's words", async ({ visit }) => {
  const { page, discord, slack } = visit;
  await page.getByRole("button", { name: /^Engine room/ }).click();
  await page.getByRole("switch", { name: "Refuse" }).click();
  await page.getByText("MindVideo: refuse").waitFor();
  await discord.type("/image a fox that is refused");
  await discord.cards("no result").getByText("It cost nothing.").waitFor();
  await slack.type("/image a fox that is refused");
  await slack.cards("no result").getByText("It cost nothing.").waitFor();
  await page.getByRole("switch", { name: "Refuse", checked: true }).click();
  await page.getByRole("switch", { name: "Refuse", checked: false }).waitFor();
  await discord.cards("a fox that is refused").getByRole("button", { name: "Run again" }).click();
  await discord.cards("$0.0243 · took").waitFor();
});

test("dropped connections make no second task, and the table shows it with its key", async ({ demo, visit }) => {
  const { page, discord } = visit;
  const { mindvideo } = demo;
  const before = mindvideo.tasks.length;
  await page.getByRole("button", { name: /^Engine room/ }).click();
  await page.getByRole("switch", { name: "Drop connection" }).click();
  await page.getByRole("switch", { name: "Drop connection", checked: true }).waitFor();
  await discord.type("/image a fox behind a bad line");
  await mindvideo.waitFor(() => mindvideo.posts.length > before + 1, { timeoutMs: 20_000 });
  await page.getByRole("switch", { name: "Drop connection" }).click();
  const row = page
    .getByRole("region", { name: "Table of tasks" })
    .getByRole("row", { name: /a fox behind a bad line/ });
  await row.getByText("succeeded").waitFor();
  await discord.cards("a fox behind a bad line").getByText("$0.0243").waitFor();
  const made = mindvideo.tasks.slice(before);
  expect(made).toHaveLength(1);
  expect(await row.innerText()).toContain(made[0]?.idempotencyKey);
  await page.getByRole("region", { name: "Last requests" }).getByRole("button", { name: "MindVideo" }).click();
  await page.getByRole("list", { name: "Requests" }).getByText("POST /api/v1/tasks").first().waitFor();
});
