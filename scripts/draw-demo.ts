// Draws the demo's page for docs/: both rooms, used as a visitor does, in a wide window and in a narrow one. To run after a
// change to how the page looks: node scripts/draw-demo.ts

import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, Locator, Page } from "playwright-core";
import sharp from "sharp";
import { QUIET } from "../sim/page/picture/chromium.ts";
import { openDemo } from "../sim/server/open-demo.ts";
import { withChromium } from "./with-chromium.ts";

const DOCS = join(import.meta.dirname, "../docs");

const WIDE = { width: 1_280, height: 860 };
const NARROW = { width: 390, height: 780 };
/** Sharp also where a screen has two dots for a CSS pixel. */
const SCALE = 2;
const FADE_MS = 1_000;
/** Between the two narrow pictures. */
const GAP = 24 * SCALE;

const roomOf = (page: Page, title: string): Locator => page.getByRole("region", { name: `${title} room` });

/** Has both rooms make something, and waits until it is there. */
async function use(page: Page): Promise<void> {
  const [discord, slack] = [roomOf(page, "Discord"), roomOf(page, "Slack")];
  await discord.getByRole("textbox", { name: /^Message #/ }).click();
  // The simulator paints what this says.
  await page.keyboard.type("/image ");
  await page.keyboard.type("Wildflower meadow in spring, watercolour");
  await page.keyboard.press("Tab");
  await page.keyboard.type("n");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await slack.getByRole("button", { name: /^\/video/ }).click();
  await page.keyboard.press("Enter");
  const form = slack.getByRole("dialog");
  await form.getByRole("button", { name: "portrait.png" }).first().click();
  await form.getByRole("button", { name: "Run" }).click();
  await discord.getByRole("button", { name: "Run again" }).waitFor();
  await slack.getByRole("button", { name: "Run again" }).waitFor();
}

/** A window in which everything that was made has been drawn, the clip's first frame too. */
async function openPage(browser: Browser, url: string, wanted: { readonly dark: boolean; readonly narrow: boolean }) {
  const page = await browser.newPage({
    viewport: wanted.narrow ? NARROW : WIDE,
    deviceScaleFactor: SCALE,
    colorScheme: wanted.dark ? "dark" : "light",
  });
  await page.goto(url);
  await page.getByText("Bot ready").waitFor({ state: "attached" });
  return page;
}

async function seeAll(room: Locator): Promise<void> {
  for (const picture of await room.locator("img").all()) {
    await picture.evaluate(async (image: { decode(): Promise<void> }) => await image.decode());
  }
  for (const clip of await room.locator("video").all()) {
    await clip.evaluate(async (video: Clip) => {
      if (video.readyState < 4)
        await new Promise<void>((done) => video.addEventListener("canplaythrough", () => done()));
    });
    // The player's own sign that it loads fades away.
    await room.page().waitForTimeout(FADE_MS);
  }
}

interface Clip {
  readonly readyState: number;
  addEventListener(event: "canplaythrough", listener: () => void): void;
}

/** On Slack what was made lies in a thread. */
async function openThread(page: Page): Promise<void> {
  await roomOf(page, "Slack")
    .getByRole("button", { name: /repl(y|ies)/ })
    .first()
    .click();
}

/** Few enough colours for a small file; a screen shows no difference. */
async function save(name: string, png: Uint8Array): Promise<void> {
  const small = await sharp(png).png({ palette: true, quality: 92, compressionLevel: 9 }).toBuffer();
  writeFileSync(join(DOCS, name), small);
  console.log(`docs/${name}: ${Math.round(small.length / 1_024)} KB`);
}

async function drawWide(browser: Browser, url: string, dark: boolean): Promise<void> {
  const page = await openPage(browser, url, { dark, narrow: false });
  await openThread(page);
  for (const title of ["Discord", "Slack"]) await seeAll(roomOf(page, title));
  await save(dark ? "demo-dark.png" : "demo.png", await page.screenshot());
  await page.close();
}

/** One beside the other, Slack in dark. */
async function drawNarrow(browser: Browser, url: string): Promise<void> {
  const pictures = [];
  for (const title of ["Discord", "Slack"]) {
    const page = await openPage(browser, url, { dark: title === "Slack", narrow: true });
    await page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: title }).click();
    if (title === "Slack") await openThread(page);
    await seeAll(roomOf(page, title));
    pictures.push(await page.screenshot());
    await page.close();
  }
  const [width, height] = [NARROW.width * SCALE, NARROW.height * SCALE];
  const canvas = sharp({ create: { width: 2 * width + GAP, height, channels: 4, background: "#00000000" } });
  const both = pictures.map((input, index) => ({ input, left: index * (width + GAP), top: 0 }));
  await save("demo-narrow.png", await canvas.composite(both).png().toBuffer());
}

await withChromium(async (executablePath) => {
  await using closing = new AsyncDisposableStack();
  const dataDir = mkdtempSync(join(tmpdir(), "atelier-draw-"));
  closing.defer(async () => await rm(dataDir, { recursive: true, force: true }));
  const demo = closing.use(await openDemo({ port: 0, dataDir }));
  const browser = await chromium.launch({ executablePath, args: [...QUIET] });
  closing.defer(async () => await browser.close());
  const visitor = await openPage(browser, demo.url, { dark: false, narrow: false });
  await use(visitor);
  await visitor.close();
  await drawWide(browser, demo.url, false);
  await drawWide(browser, demo.url, true);
  await drawNarrow(browser, demo.url);
});
