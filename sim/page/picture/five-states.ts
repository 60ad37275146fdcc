import { h } from "preact";
import type { ComponentChild } from "preact";
import type { DiscordSimulator, Message, OptionValues, Revision, Town } from "../../discord/simulator.ts";
import type { MindVideoSimulator } from "../../mindvideo/simulator.ts";
import { Message as MessageView } from "../discord/message.ts";
import { showMessage } from "../discord/show-message.ts";
import type { ShownMessage } from "../discord/shown-message.ts";
import { dataUrl } from "./document.ts";

/** Longer than the slowest simulated run. */
const PATIENCE_MS = 60_000;

export interface Stage {
  readonly discord: DiscordSimulator;
  readonly mindvideo: MindVideoSimulator;
  readonly town: Town;
}

/** A message as it was, and the moment at which somebody looked. */
export interface Shot {
  readonly message: ShownMessage;
  readonly now: number;
}

export type Shots = Readonly<Record<"held" | "running" | "made" | "failed" | "refused", Shot>>;

/** The simulator paints what this says, and the second picture unlike the first. */
const PROMPT = "Wildflower meadow in spring, watercolour";

/** Types `/image` three times, with a bot there to answer, and keeps each state that a person can see. */
export async function playStates(stage: Stage): Promise<Shots> {
  const made = await play(
    stage,
    { prompt: PROMPT, size: "1:1", n: 2, seed: 41 },
    ({ attachments }) => attachments.length > 0,
  );
  stage.mindvideo.faults.add({ on: "task", kind: "refuse-content" });
  const failed = await play(stage, { prompt: "A duel at noon, film still" }, (answer) => says(answer, "no result"));
  const refused = await play(stage, { prompt: PROMPT, n: 8, bbox_list: "10,10,20,20" }, ({ ephemeral }) => ephemeral);
  const stateOf = (words: string): Revision | undefined => made.revisions.find((state) => says(state, words));
  return {
    held: shoot(stage, made, stateOf("on its way")),
    running: shoot(stage, made, stateOf("at work")),
    made: shoot(stage, made),
    failed: shoot(stage, failed),
    refused: shoot(stage, refused),
  };
}

const says = ({ components }: Pick<Message, "components">, words: string): boolean =>
  JSON.stringify(components).includes(words);

/** Resolves with the answer once `over` holds of it. */
async function play(
  { discord, town }: Stage,
  values: OptionValues,
  over: (answer: Message) => boolean,
): Promise<Message> {
  const { id } = town.members[0].command(town.channels[0], "image", values);
  const answer = (): Message | undefined =>
    discord.messages().find((message) => message.interactionId === id && over(message));
  return await discord.waitFor(answer, { timeoutMs: PATIENCE_MS });
}

function shoot({ town }: Stage, message: Message, state = message.revisions.at(-1)): Shot {
  const by = { name: town.members[0].name, bot: false };
  const shown = showMessage(
    message,
    {
      urlOf: ({ contentType, bytes }) => dataUrl(contentType, bytes),
      above: { kind: "command", by, command: "image" },
    },
    state,
  );
  return { message: shown, now: state?.at ?? message.createdAt };
}

export function drawShot({ message, now }: Shot, { admin, members }: Town): ComponentChild {
  const nameOf = (_: string, id: string): string | undefined =>
    [admin, ...members].find((person) => person.id === id)?.name;
  return h(MessageView, { message, viewer: { now, locale: "en-US", timeZone: "UTC", nameOf } });
}
