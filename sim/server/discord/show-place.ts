import type { Channel, DiscordSimulator, Person } from "../../discord/simulator.ts";
import { ONLY } from "../../page/board/collections.ts";
import type { Board } from "../board.ts";

/** The guild that the page shows, and who can be played in it. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly channels: readonly Channel[];
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  /** The members first, an admin last. */
  readonly people: readonly Person[];
  readonly admin: Person;
}

/** What changes of it is what the bot publishes: the guild's own commands, and the global ones. */
export function showPlace(board: Board, discord: DiscordSimulator, guild: Guild): void {
  const { id, name, channels, roles, people, admin } = guild;
  board.put("discord.place", ONLY, {
    name,
    channels: channels.map((channel) => ({ id: channel.id, name: channel.name })),
    roles: roles.map((role) => ({ id: role.id, name: role.name })),
    people: people.map((person) => ({ id: person.id, name: person.name, isAdmin: person === admin })),
    permissions: Object.fromEntries(people.map((person) => [person.id, person.permissions])),
    commands: [...discord.commands(id), ...discord.commands()],
  });
}
