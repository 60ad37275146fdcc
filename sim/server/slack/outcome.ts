import type { Interaction, SlackSimulator } from "../../slack/simulator.ts";
import { Refused } from "../room-host.ts";

/** What Slack's client says when the app has not taken what somebody did. */
const TROUBLE = "We had some trouble connecting. Try again?";

/** Resolves once the bot has answered. Rejects when Slack has given up waiting for it. */
export async function outcomeOf(slack: SlackSimulator, { id }: Pick<Interaction, "id">): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = ({ response, failure }: Pick<Interaction, "response" | "failure">): void => {
    if (failure !== undefined) reject(new Refused(TROUBLE));
    else if (response !== undefined) resolve();
  };
  const stop = slack.on("interaction", ({ interaction }) => {
    if (interaction.id === id) look(interaction);
  });
  const now = slack.interactions.find((one) => one.id === id);
  if (now) look(now);
  await promise.finally(stop);
}
