// Each command in the Slack room, from the first key to the media in the card's thread. If one of these fails, whoever opens
// the demo sees a bot that does not work, whatever the bot itself can do.

import { expect } from "vitest";
import { choose, playClip, seePictures } from "./room.ts";
import { sampleOf, test } from "./visit.ts";

/** Nobody is asked first. */
test.override("options", { env: { CONFIRM_ABOVE: "1000" } });

test("/image, by keys alone: found with arrows, taken with Tab, sent with Enter", async ({ demo, visit }) => {
  const { page, slack } = visit;
  await slack.field.click();
  await page.keyboard.press("/");
  await choose(page, "/image", "Tab");
  await page.keyboard.type("a blue fox in snow --n 2");
  await page.keyboard.press("Enter");
  const card = slack.cards("a blue fox in snow");
  await card.getByRole("button", { name: /repl/ }).click();
  await seePictures(slack.frame.getByRole("complementary").getByRole("img", { name: /blue fox/ }), 2);
  expect(demo.mindvideo.tasks.map(({ input }) => input)).toMatchObject([{ prompt: "a blue fox in snow", n: 2 }]);
});

test("/video, by its form, with a picture from the disk: the clip plays in the thread", async ({ demo, visit }) => {
  const { page, slack } = visit;
  await slack.field.click();
  await page.keyboard.type("/video She turns and smiles --duration 2 --form");
  await page.keyboard.press("Enter");
  const chooser = page.waitForEvent("filechooser");
  await slack.form.getByRole("button", { name: /^First frame.*Upload files/ }).press("Enter");
  await (await chooser).setFiles(await sampleOf(demo, "portrait.png"));
  await slack.form.getByRole("button", { name: "Run" }).press("Enter");
  await slack.form.waitFor({ state: "hidden" });
  await slack.cards("She turns and smiles").getByRole("button", { name: /repl/ }).click();
  await playClip(slack.frame.getByRole("complementary").locator("video"));
});

test("/r2v, by the example: its files are at hand in the form", async ({ visit }) => {
  const { slack } = visit;
  await slack.frame.getByRole("button", { name: /^\/r2v/ }).click();
  await slack.field.press("Enter");
  await slack.form.getByRole("button", { name: "portrait.png" }).first().click();
  await slack.form.getByRole("button", { name: "Run" }).click();
  await slack.cards("The woman walks by the sea").getByRole("button", { name: /repl/ }).click();
  await playClip(slack.frame.getByRole("complementary").locator("video"));
});
