import { h } from "preact";
import type { ComponentChild } from "preact";
import type { DiscordSimulator, Message, OptionValues, Revision, Fixtures } from "../../discord/simulator.ts";
import type { MindVideoSimulator } from "../../mindvideo/simulator.ts";
import { Message as MessageView } from "../discord/message/message.ts";
import { showMessage } from "../discord/message/show-message.ts";
import type { ShownMessage } from "../discord/message/shown-message.ts";
import { dataUrl } from "./document.ts";

/** Longer than the slowest simulated run. */
const PATIENCE_MS = 60_000;

export interface Simulators {
  readonly discord: DiscordSimulator;
  readonly mindvideo: MindVideoSimulator;
  readonly fixtures: Fixtures;
}

/** A message as it was, and the moment at which somebody looked. */
export interface Shot {
  readonly message: ShownMessage;
  readonly now: number;
}

export type Shots = Readonly<Record<"held" | "running" | "made" | "failed" | "refused" | "asked" | "budget", Shot>>;

/** The simulator paints what this says, and the second picture unlike the first. */
const PROMPT = "Wildflower meadow in spring, watercolour";

/** Has a bot that is there answer a few commands, and keeps each state that a person can see. */
export async function playStates(simulators: Simulators): Promise<Shots> {
  const made = await play(
    simulators,
    { prompt: PROMPT, size: "1:1", n: 2, seed: 41 },
    ({ attachments }) => attachments.length > 0,
  );
  simulators.mindvideo.faults.add({ on: "task", kind: "refuse-content" });
  const failed = await play(simulators, { prompt: "A duel at noon, film still" }, (answer) =>
    says(answer, "no result"),
  );
  const refused = await play(
    simulators,
    { prompt: PROMPT, n: 8, bbox_list: "10,10,20,20" },
    ({ ephemeral }) => ephemeral,
  );
  const stateOf = (words: string): Revision | undefined => made.revisions.find((state) => says(state, words));
  return {
    held: shoot(simulators, made, stateOf("starting")),
    running: shoot(simulators, made, stateOf("generating")),
    made: shoot(simulators, made),
    failed: shoot(simulators, failed),
    refused: shoot(simulators, refused),
    asked: await playQuestion(simulators),
    budget: await playBudget(simulators),
  };
}

/** Nobody looks into it before the question is answered. */
const PORTRAIT = {
  name: "portrait.png",
  contentType: "image/png",
  bytes: new Uint8Array(1),
  width: 768,
  height: 1_024,
};

/** A clip that costs more than is run unasked, where three budgets apply. */
async function playQuestion(simulators: Simulators): Promise<Shot> {
  const { admin, channels } = simulators.fixtures;
  const caps: readonly OptionValues[] = [
    { amount: "2", period: "day", each_member: true },
    { amount: "20", period: "week", channel: channels[0] },
  ];
  for (const cap of caps) await admin.command(channels[0], "budget set", cap).acknowledged;
  const values = { prompt: "She walks down a rainy street at night", image: PORTRAIT, duration: 5 };
  return shoot(simulators, await play({ ...simulators, command: "r2v" }, values, ({ ephemeral }) => ephemeral));
}

/** What admins see of it. */
async function playBudget(simulators: Simulators): Promise<Shot> {
  const { admin, channels } = simulators.fixtures;
  const shown = await admin.command(channels[0], "budget show").acknowledged;
  if (shown.type !== 4) throw new Error("/budget show was not answered with a message");
  return shoot(simulators, shown.message);
}

const says = ({ components }: Pick<Message, "components">, words: string): boolean =>
  JSON.stringify(components).includes(words);

/** Resolves with the answer once `over` holds of it. */
async function play(
  { discord, fixtures, command = "image" }: Simulators & { readonly command?: string },
  values: OptionValues,
  over: (answer: Message) => boolean,
): Promise<Message> {
  const { id } = fixtures.members[0].command(fixtures.channels[0], command, values);
  const answer = (): Message | undefined =>
    discord.messages().find((message) => message.interactionId === id && over(message));
  return await discord.waitFor(answer, { timeoutMs: PATIENCE_MS });
}

function shoot({ discord, fixtures }: Simulators, message: Message, state = message.revisions.at(-1)): Shot {
  const asked = discord.interactions.find(({ id }) => id === message.interactionId);
  const person = [fixtures.admin, ...fixtures.members].find(({ id }) => id === asked?.userId);
  const command = asked?.name ?? "";
  const by = { name: person?.name ?? "", bot: false };
  const shown = showMessage(
    message,
    {
      urlOf: ({ contentType, bytes }) => dataUrl(contentType, bytes),
      above: { kind: "command", by, command },
    },
    state,
  );
  return { message: shown, now: state?.at ?? message.createdAt };
}

export function drawShot({ message, now }: Shot, { admin, members, channels }: Fixtures): ComponentChild {
  const nameOf = (_: string, id: string): string | undefined =>
    [admin, ...members, ...channels].find((one) => one.id === id)?.name;
  return h(MessageView, { message, viewer: { now, locale: "en-US", timeZone: "UTC", nameOf } });
}
