// Bad input is a sentence for one person: nothing is sent to the API, nothing is held, nobody else sees it.

import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import type { OptionValues } from "../../sim/discord/simulator.ts";
import { runApp } from "./in-process.ts";
import type { RunningApp } from "./in-process.ts";
import { openHarness, textOf } from "./harness.ts";
import type { Harness } from "./harness.ts";

let harness: Harness;
let app: RunningApp;

beforeAll(async () => {
  harness = await openHarness();
  app = await runApp(harness.env, { clock: systemClock });
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await harness[Symbol.asyncDispose]();
});

const file = (name: string, contentType: string, size = 10) => ({ name, contentType, bytes: new Uint8Array(size) });
const picture = { ...file("p.png", "image/png"), width: 512, height: 512 };

test.each<[string, string, OptionValues, RegExp]>([
  ["nothing to make", "image", {}, /`prompt` is required/],
  ["more than the model makes", "image", { prompt: "a fox", n: 5 }, /`n` can be up to 4/],
  ["an option of another model", "image", { model: "qwen-image-2-0-pro", prompt: "a fox", seed: 1 }, /`seed`/],
  ["a size nobody knows", "image", { model: "qwen-image-2-0-pro", prompt: "a fox", size: "21:9" }, /`size`[\s\S]*16:9/],
  [
    "a mask alone",
    "image",
    { model: "gemini-2-5-flash-image-preview-official", prompt: "a fox", mask: picture },
    /`mask`/,
  ],
  ["too long a clip", "video", { image: picture, duration: 16 }, /`duration` must be between 2 and 15 seconds/],
  ["no picture", "video", { prompt: "she smiles" }, /`image`/],
  ["a text as the picture", "video", { image: file("p.txt", "text/plain") }, /`image`/],
  ["a picture that is too small", "video", { image: { ...picture, width: 100, height: 100 } }, /`image`/],
  ["an address that is none", "video", { image_urls: "not a link" }, /`image_urls`/],
  ["no reference", "r2v", { prompt: "图1" }, /`image`|`video`/],
  [
    "over ten seconds with a clip",
    "r2v",
    { prompt: "图1", video: file("c.mp4", "video/mp4"), duration: 12 },
    /`duration`/,
  ],
])("%s", async (_, command, values, sentence) => {
  const { discord, mindvideo, fixtures } = harness;
  const before = discord.messages().length;
  const [member] = fixtures.members;
  const interaction = member.command(fixtures.channels[0], command, values, { forged: true });
  const answer = await interaction.acknowledged;
  expect(answer).toMatchObject({ type: 4, message: { ephemeral: true, visibleTo: member.id } });
  const text = answer.type === 4 ? textOf(answer.message) : "";
  expect(text).toMatch(sentence);
  expect(text).toContain("nothing was charged");
  expect(discord.messages()).toHaveLength(before + 1);
  expect(mindvideo.posts).toEqual([]);
  expect(await app.parts.store.unfinished()).toEqual([]);
  expect(await app.parts.store.get(`discord:${interaction.id}`)).toBeNull();
});

test("all that is wrong is said at once", async () => {
  const { fixtures } = harness;
  const values = { model: "qwen-image-2-0-pro", n: 9, seed: 1, size: "21:9" };
  const answer = await fixtures.members[0].command(fixtures.channels[0], "image", values, { forged: true })
    .acknowledged;
  const text = answer.type === 4 ? textOf(answer.message) : "";
  for (const option of ["`n`", "`seed`", "`size`", "`prompt`"]) expect(text).toContain(option);
});

test("a guild whose budget has no room is told what is left, and until when", async () => {
  await using poor = await openHarness();
  await using _app = await runApp({ ...poor.env, DEFAULT_GUILD_BUDGET: "0.03" }, { clock: systemClock });
  const { fixtures, discord, mindvideo } = poor;
  const [first, second] = fixtures.members;
  await first.command(fixtures.channels[0], "image", { prompt: "a fox" }).acknowledged;
  const answer = await second.command(fixtures.channels[0], "image", { prompt: "a fox" }).acknowledged;
  const text = answer.type === 4 ? textOf(answer.message) : "";
  expect(text).toContain("$0.03");
  expect(text).toContain("$0.0243");
  await mindvideo.waitFor(() => mindvideo.tasks.length === 1);
  expect(discord.messages().filter(({ ephemeral }) => ephemeral)).toHaveLength(1);
});
