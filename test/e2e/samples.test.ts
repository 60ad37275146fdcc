// The contract with MindVideo: what a person types arrives as the pages' own JSON, and what comes back is what they get.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../../sim/mindvideo/simulator.ts";
import { startBot } from "./bot-process.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";
import type { Harness } from "./harness.ts";

const PUBLISHED = join(import.meta.dirname, "../catalog/published");

/** What a person types for the sample on each page. */
const TYPED: Readonly<Record<string, readonly [command: string, values: Record<string, string | number | boolean>]>> = {
  "wan2-7-image": [
    "image",
    {
      model: "wan2-7-image",
      prompt: "A sunlit flower shop with delicate windows, a wooden door, and fresh flowers on display.",
      size: "1:1",
      resolution: "2K",
      n: 1,
    },
  ],
  "qwen-image-2-0-pro": [
    "image",
    {
      model: "qwen-image-2-0-pro",
      prompt: "赛博朋克风格的未来城市夜景,霓虹灯闪烁,画面细节丰富,真实质感",
      size: "16:9",
      resolution: "2K",
      n: 1,
    },
  ],
  "gemini-2-5-flash-image-preview-official": [
    "image",
    {
      model: "gemini-2-5-flash-image-preview-official",
      prompt: "云海之上的漂浮瀑布群,晨雾和金色光线,电影感风景画面",
      size: "16:9",
      resolution: "1K",
      n: 1,
    },
  ],
  "wan2-6-i2v-flash": [
    "video",
    {
      prompt: "Let the person in the image turn and smile while the camera slowly pushes in.",
      resolution: "1080p",
      duration: 5,
      image_urls: "https://example.com/portrait.jpg",
      audio: true,
    },
  ],
  "wan2-7-r2v": [
    "r2v",
    {
      prompt: "图1中的人物走在城市街道上,镜头平稳跟拍,电影感光影。",
      size: "16:9",
      resolution: "1080P",
      duration: 5,
      image_with_roles: "https://example.com/character.jpg reference_image",
    },
  ],
};

const published = readdirSync(PUBLISHED).map(
  (name) =>
    JSON.parse(readFileSync(join(PUBLISHED, name), "utf8")) as { readonly model: string; readonly sample: JsonObject },
);

let harness: Harness;
let bot: AsyncDisposable;

beforeAll(async () => {
  harness = await openHarness();
  bot = await startBot(harness.env);
});

afterAll(async () => {
  await bot[Symbol.asyncDispose]();
  await harness[Symbol.asyncDispose]();
});

test.each(published)(
  "the sample of $model, typed, is the page's own request, and its result is delivered",
  async ({ model, sample }) => {
    const { discord, mindvideo, fixtures, cards } = harness;
    const [command, values] = TYPED[model] ?? ["", {}];
    const interaction = fixtures.members[0].command(fixtures.channels[0], command, values);
    const card = await discord.waitFor(() =>
      cards().find((message) => message.interactionId === interaction.id && isDelivered(message)),
    );
    const task = mindvideo.tasks.find((candidate) => candidate.idempotencyKey === interaction.id);
    expect(task?.body).toEqual(sample);
    expect(card.attachments.map(({ sha256 }) => sha256)).toEqual(task?.media.map(({ sha256 }) => sha256));
    expect(textOf(card)).toContain(`$${task?.costActual}`);
  },
);

test("the media is fetched without the key, and the pages' models are all there are", () => {
  expect(
    harness.mindvideo.tasks
      .flatMap((task) => task.media.flatMap((media) => media.downloads))
      .map((one) => one.authorized),
  ).toEqual(published.map(() => false));
  expect(Object.keys(TYPED).toSorted()).toEqual(published.map(({ model }) => model).toSorted());
});
