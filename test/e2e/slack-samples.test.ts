// The contract with MindVideo, from Slack: what is typed or filled in there arrives as the pages' own JSON.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { View } from "../../sim/slack/simulator.ts";
import { readPages } from "../catalog/published-pages.ts";
import { startBot } from "./bot-process.ts";
import { openSlackHarness } from "./slack-harness.ts";
import type { SlackHarness } from "./slack-harness.ts";

const pages = await readPages();

/** Which command has each page's model, where that is not `/image`. */
const COMMANDS: Readonly<Record<string, string>> = { "wan2-6-i2v-flash": "/video", "wan2-7-r2v": "/r2v" };

/** What a person enters for the options that the page's JSON has as lists or objects. */
const LISTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "wan2-6-i2v-flash": { image_urls: "https://example.com/portrait.jpg" },
  "wan2-7-r2v": { image_with_roles: "https://example.com/character.jpg reference_image" },
};

let harness: SlackHarness;
let bot: AsyncDisposable;

beforeAll(async () => {
  harness = await openSlackHarness({ slack: { limits: false } });
  bot = await startBot(harness.env);
});

afterAll(async () => {
  await bot[Symbol.asyncDispose]();
  await harness[Symbol.asyncDispose]();
});

/** The bare command's form, with the fields of the model. */
async function formOf(model: string): Promise<View> {
  const { slack, fixtures } = harness;
  const [bo] = fixtures.members;
  await bo.command(fixtures.channels[0], COMMANDS[model] ?? "/image").acknowledged;
  const view = await slack.waitFor(() => slack.views(bo).at(-1));
  if (!view.blocks.some(({ block_id: id }) => id === "model")) return view;
  for (const handle of bo.fill(view, { model })) await handle.acknowledged;
  return await slack.waitFor(() => view.updates > 0 && view);
}

const isCompleted = ({ blocks }: View, name: string): boolean =>
  blocks.some(({ block_id: id, element }) => {
    return id === name && (element as { readonly type: string }).type === "external_select";
  });

/** As a person types it: the prompt as it is, everything else behind its name. */
function typedText(model: string, input: Readonly<Record<string, unknown>>): string {
  const { prompt, ...others } = input;
  const named: Readonly<Record<string, unknown>> = { ...(COMMANDS[model] === undefined && { model }), ...others };
  const flags = Object.entries(named).map(([name, value]) => `--${name} ${LISTS[model]?.[name] ?? String(value)}`);
  return [String(prompt), ...flags].join(" ");
}

/** Its media, all of them and nothing else, stand below one card. */
async function arrived(task: SlackHarness["mindvideo"]["tasks"][number]): Promise<void> {
  const { slack, cards, filesOf } = harness;
  const card = await slack.waitFor(
    () => cards().find((one) => filesOf(one).some(({ sha256 }) => sha256 === task.media[0]?.sha256)),
    { timeoutMs: 20_000 },
  );
  expect(filesOf(card).map(({ sha256 }) => sha256)).toEqual(task.media.map(({ sha256 }) => sha256));
}

test.each(pages)("the sample of $model, typed, is the page's own request", async ({ model, sample }) => {
  const { mindvideo, fixtures } = harness;
  const typed = fixtures.members[0].command(
    fixtures.channels[0],
    COMMANDS[model] ?? "/image",
    typedText(model, sample.input),
  );
  await typed.acknowledged;
  const task = await mindvideo.waitFor(() =>
    mindvideo.tasks.find((one) => one.idempotencyKey?.endsWith(`:${typed.triggerId}`)),
  );
  expect(task.body).toEqual(sample);
  await arrived(task);
});

test.each(pages)("the sample of $model, by form, is the page's own request", async ({ model, sample }) => {
  const { mindvideo, fixtures } = harness;
  const { input } = sample as { readonly input: Readonly<Record<string, unknown>> };
  const view = await formOf(model);
  const [bo] = fixtures.members;
  const entered: Record<string, string> = {};
  for (const [name, value] of Object.entries(input)) {
    entered[name] = LISTS[model]?.[name] ?? String(value);
    // What a menu completes is typed into it first.
    if (isCompleted(view, name)) await bo.autocomplete(view, name, entered[name]);
  }
  await bo.submit(view, entered).acknowledged;
  const task = await mindvideo.waitFor(() => mindvideo.tasks.find((one) => one.idempotencyKey?.endsWith(view.id)));
  expect(task.body).toEqual(sample);
  await arrived(task);
});
