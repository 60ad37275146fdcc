import type { APIApplicationCommandOptionChoice } from "discord-api-types/v10";
import type { Person } from "../../discord/simulator.ts";
import type { DiscordAct } from "../../page/board/acts.ts";
import { Refused } from "../room-host.ts";
import type { Sent } from "../room-host.ts";

/** https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction */
export const FIRST_RESPONSE_MS = 3_000;

type AutocompleteAct = Sent<Extract<DiscordAct, { act: "autocomplete" }>>;

/** What the bot offers for an option that completes itself. Throws a `Refused` when it does not answer in time. */
export async function choicesFor(
  person: Person,
  { channel, name, values, focused }: AutocompleteAct,
): Promise<readonly APIApplicationCommandOptionChoice[]> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Refused("Loading options failed")), FIRST_RESPONSE_MS);
  const answered = person.autocomplete({ id: channel }, name, values as Parameters<Person["autocomplete"]>[2], focused);
  return await Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
