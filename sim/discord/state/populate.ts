import { PermissionFlagsBits } from "discord-api-types/v10";
import { personOf } from "./person.ts";
import type { DiscordSimulator } from "../simulator.ts";
import type { Discord } from "./state.ts";

type Population = Pick<
  DiscordSimulator,
  "addGuild" | "addChannel" | "addRole" | "addMember" | "addTown" | "changeGuild" | "changeChannel"
>;

/** How tests fill the world. A guild that changes is told to the sessions that asked for guilds. */
export function populate(discord: Discord): Population {
  const { world, gateway } = discord;
  const population: Population = {
    addGuild(spec) {
      const guild = world.addGuild(spec);
      gateway.announce(guild);
      return guild;
    },
    addChannel: ({ id }, spec) => world.addChannel(id, spec),
    addRole: ({ id }, { name, permissions }) => world.addRole(id, name, permissions),
    addMember: ({ id }, spec) => personOf(discord, world.addMember(id, spec)),
    changeGuild(guild, change) {
      const changed = world.changeGuild(guild.id, change);
      if (change.botIsMember) gateway.announce(changed);
      return changed;
    },
    changeChannel: ({ id }, change) => world.changeChannel(id, change),
    addTown(spec = {}) {
      const guild = population.addGuild({ name: "Atelier", ...spec });
      const member = (name: string, permissions?: bigint) =>
        population.addMember(guild, { name, ...(permissions !== undefined && { permissions }) });
      return {
        guild,
        channels: [population.addChannel(guild, { name: "studio" }), population.addChannel(guild, { name: "gallery" })],
        admin: member("Ada", PermissionFlagsBits.Administrator),
        members: [member("Bo"), member("Cy")],
      };
    },
  };
  return population;
}
