// Each command in the Discord room, from the first key to the media. If one of these fails, whoever opens the demo sees a
// bot that does not work, whatever the bot itself can do.

import { expect } from "vitest";
import { choose, playClip, seePictures } from "./room.ts";
import { sampleOf, test } from "./visit.ts";

/** Nobody is asked first. */
test.override("options", { env: { CONFIRM_ABOVE: "1000" } });

test("/image, by keys alone: found with arrows, an option picked with Tab, sent with Enter", async ({
  demo,
  visit,
}) => {
  const { page, discord } = visit;
  await page.keyboard.press("/");
  await choose(page, "/image", "Enter");
  await page.keyboard.type("a red fox in snow");
  await page.keyboard.press("Tab");
  await choose(page, "n", "Tab");
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  const card = discord.cards("a red fox in snow");
  await card.getByRole("button", { name: "Run again" }).waitFor();
  await seePictures(card.getByRole("img", { name: /red fox/ }), 2);
  expect(await card.count()).toBe(1);
  expect(demo.mindvideo.tasks.map(({ input }) => input)).toMatchObject([{ prompt: "a red fox in snow", n: 2 }]);
});

test("/video, with a picture from the disk: the clip plays in the page", async ({ demo, visit }) => {
  const { page, discord } = visit;
  // Long before the key that opens it: the browser has to be told that somebody else chooses.
  const chooser = page.waitForEvent("filechooser", { timeout: 50_000 });
  await page.keyboard.press("/");
  await page.keyboard.type("vid");
  await page.keyboard.press("Tab");
  await page.keyboard.type("She turns and smiles");
  await page.keyboard.press("Tab");
  // Nobody waits for the page between two keys.
  await page.keyboard.type("imag");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "image: choose a file" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Space");
  await (await chooser).setFiles(await sampleOf(demo, "portrait.png"));
  await page.getByRole("button", { name: "image: portrait.png" }).waitFor();
  await page.keyboard.type("durat");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await playClip(discord.cards("She turns and smiles").locator("video"));
});

test("/r2v, by the example: its files are at hand, and Enter sends it", async ({ visit }) => {
  const { page, discord } = visit;
  await discord.frame.getByRole("button", { name: /^\/r2v/ }).click();
  await page.getByRole("button", { name: "voice: voice.wav" }).waitFor();
  await page.keyboard.press("Enter");
  await playClip(discord.cards("The woman walks by the sea").locator("video"));
});
