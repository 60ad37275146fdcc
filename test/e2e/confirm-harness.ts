// What the tests of the question share: the whole bot on a base, and a clip that costs more than is run unasked.

import { expect } from "vitest";
import type { Clock } from "../../src/domain/time/clock.ts";
import { systemClock } from "../../src/domain/time/clock.ts";
import type { InteractionHandle, Message, OptionValues } from "../../sim/discord/simulator.ts";
import { ManualClock } from "../manual-clock.ts";
import { runApp } from "./in-process.ts";
import type { RunningApp } from "./in-process.ts";
import { isDelivered, openHarness } from "./harness.ts";
import type { Harness, HarnessOptions } from "./harness.ts";

export const MINUTE_MS = 60_000;
/** Five seconds at 1080P: $0.6165. */
export const CLIP: OptionValues = {
  prompt: "图1 walks down a street",
  resolution: "1080P",
  duration: 5,
  image_with_roles: "https://example.com/character.jpg reference_image",
};
export const RUN = "Run for up to $0.6165";
export const NO = "Don't run";

export interface ConfirmHarness extends Harness {
  readonly app: RunningApp;
}

export async function openConfirmHarness(
  options: HarnessOptions & { readonly clock?: Clock; readonly env?: Record<string, string> } = {},
) {
  const closing = new AsyncDisposableStack();
  const { clock = systemClock, env = {}, ...rest } = options;
  const base = closing.use(await openHarness(rest));
  const app = closing.use(await runApp({ ...base.env, CONFIRM_ABOVE: "0.50", ...env }, { clock }));
  const harness: ConfirmHarness = { ...base, app, [Symbol.asyncDispose]: async () => await closing.disposeAsync() };
  return harness;
}

/** On a clock that stands still until it is moved. */
export async function openStill() {
  const clock = new ManualClock();
  return { clock, harness: await openConfirmHarness({ clock, discord: { clock }, mindvideo: { clock } }) };
}

/** The message that an interaction was answered with. */
export async function answerTo(interaction: InteractionHandle): Promise<Message> {
  const answer = await interaction.acknowledged;
  if (answer.type !== 4 && answer.type !== 7) throw new Error(`a response of type ${answer.type}`);
  return answer.message;
}

export async function askQuestion({ fixtures }: Harness, values = CLIP) {
  const command = fixtures.members[0].command(fixtures.channels[0], "r2v", values);
  return { command, question: await answerTo(command) };
}

export const press = async ({ fixtures: { members } }: Harness, question: Message, label: string): Promise<Message> =>
  await answerTo(members[0].press(question, label));

/** No row, no request, nothing held in any budget. */
export async function expectNothing({ app, mindvideo, fixtures, cards }: ConfirmHarness): Promise<void> {
  expect(mindvideo.posts).toEqual([]);
  expect(cards()).toEqual([]);
  expect(await app.parts.store.unfinished()).toEqual([]);
  const ledger = await app.parts.store.guildLedger("discord", fixtures.guild.id, 10);
  expect(ledger.filter(({ generationId }) => generationId !== null)).toEqual([]);
}

export async function expectDelivered({ discord, mindvideo, cards }: Harness, interactionId: string): Promise<Message> {
  const card = await discord.waitFor(() => cards().find(isDelivered));
  expect(mindvideo.tasks.map(({ idempotencyKey }) => idempotencyKey)).toEqual([interactionId]);
  expect(mindvideo.charges).toHaveLength(1);
  expect(cards()).toHaveLength(1);
  return card;
}
