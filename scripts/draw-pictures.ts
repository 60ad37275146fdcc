// Draws the pictures of docs/: the unchanged bot answers commands in the simulators, and what it sent is drawn as the
// demo's page draws it. To run after a change to how a card looks: node scripts/draw-pictures.ts

import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { h } from "preact";
import type { ComponentChild } from "preact";
import sharp from "sharp";
import { startBotChild } from "../sim/bot/bot-child.ts";
import { botEnvironment } from "../sim/bot/environment.ts";
import { startDiscord } from "../sim/discord/simulator.ts";
import { startMindVideo } from "../sim/mindvideo/simulator.ts";
import { screenshot } from "../sim/page/picture/chromium.ts";
import type { Window } from "../sim/page/picture/chromium.ts";
import { drawDocument } from "../sim/page/picture/document.ts";
import { drawShot, playStates } from "../sim/page/picture/play-states.ts";
import type { Shots, Simulators } from "../sim/page/picture/play-states.ts";
import { withChromium } from "./with-chromium.ts";

const DOCS = join(import.meta.dirname, "../docs");

/** A bot that has not published its commands by then has not started. */
const START_MS = 30_000;

/** Once for all pictures: simulators, a guild with people, and the bot among them. */
async function playWithBot(folder: string): Promise<{ readonly simulators: Simulators; readonly shots: Shots }> {
  await using closing = new AsyncDisposableStack();
  const discord = closing.use(await startDiscord());
  const mindvideo = closing.use(await startMindVideo());
  const simulators = { discord, mindvideo, fixtures: discord.addFixtures() };
  const env = botEnvironment({ discord, mindvideo, dataDir: folder });
  const bot = closing.use(startBotChild(env, join(folder, "bot.log")));
  await Promise.race([discord.waitFor(() => discord.commands().length > 0, { timeoutMs: START_MS }), bot.ended]);
  return { simulators, shots: await Promise.race([playStates(simulators), bot.ended]) };
}

interface Picture {
  readonly name: string;
  readonly page: ComponentChild;
  readonly window: Window;
}

/** Cut to what is drawn, which stands on the window's white. */
async function save(chromium: string, { name, page, window }: Picture): Promise<void> {
  const png = await screenshot(chromium, drawDocument(page), window);
  const cut = sharp(png).removeAlpha().trim({ background: "#ffffff", threshold: 0 }).png({ compressionLevel: 9 });
  const { data, info } = await cut.toBuffer({ resolveWithObject: true });
  writeFileSync(join(DOCS, name), data);
  console.log(`docs/${name}: ${info.width} × ${info.height} pixels, ${Math.round(data.length / 1_024)} KB`);
}

const COLUMNS = [
  ["held", "running", "failed"],
  ["made", "refused"],
] as const;

await withChromium(async (chromium) => {
  const folder = mkdtempSync(join(tmpdir(), "atelier-pictures-"));
  const { simulators, shots } = await playWithBot(folder);
  // Only now: had the bot failed, its log would be wanted.
  await rm(folder, { recursive: true, force: true });
  const draw = (state: keyof Shots): ComponentChild => drawShot(shots[state], simulators.fixtures);
  const alone = async (state: keyof Shots, name: string): Promise<void> => {
    const page = h("main", { class: "discord picture" }, draw(state));
    await save(chromium, { name, page, window: { width: 600, height: 1_400, scale: 2 } });
  };
  await alone("made", "card.png");
  await alone("asked", "confirm.png");
  await alone("budget", "budget.png");
  const named = (state: keyof Shots): ComponentChild => h("section", null, h("h2", null, state), draw(state));
  const columns = COLUMNS.map((states) => h("div", { class: "column" }, states.map(named)));
  const sheet = h("main", { class: "discord sheet" }, columns);
  await save(chromium, { name: "card-states.png", page: sheet, window: { width: 1_240, height: 1_800, scale: 2 } });
});
