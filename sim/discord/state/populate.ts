import { PermissionFlagsBits } from "discord-api-types/v10";
import { personOf } from "./person.ts";
import type { DiscordSimulator } from "../discord-simulator.ts";
import type { Discord } from "./state.ts";

type Population = Pick<
  DiscordSimulator,
  "addGuild" | "addChannel" | "addRole" | "addMember" | "addFixtures" | "changeGuild" | "changeChannel"
>;

/** How tests add guilds, channels and people. A guild that changes is told to the sessions that asked for guilds. */
export function populate(discord: Discord): Population {
  const { places, gateway } = discord;
  const population: Population = {
    addGuild(spec) {
      const guild = places.addGuild(spec);
      gateway.announce(guild);
      return guild;
    },
    addChannel: ({ id }, spec) => places.addChannel(id, spec),
    addRole: ({ id }, { name, permissions }) => places.addRole(id, name, permissions),
    addMember: ({ id }, spec) => personOf(discord, places.addMember(id, spec)),
    changeGuild(guild, change) {
      const changed = places.changeGuild(guild.id, change);
      if (change.botIsMember) gateway.announce(changed);
      return changed;
    },
    changeChannel: ({ id }, change) => places.changeChannel(id, change),
    addFixtures(spec = {}) {
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
