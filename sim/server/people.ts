// Who lives in the two rooms: two members, one of a role, and an admin.

import type { DiscordSimulator } from "../discord/simulator.ts";
import type { Manifest, SlackSimulator } from "../slack/simulator.ts";
import type { Guild } from "./discord/show-place.ts";
import type { Team } from "./slack/show-place.ts";

const NAME = "Paper Boat";

export function openGuild(discord: DiscordSimulator): Guild {
  const { guild, channels, admin, members } = discord.addFixtures({ name: NAME });
  const role = discord.addRole(guild, { name: "Animators" });
  const animator = discord.addMember(guild, { name: "Mia", roles: [role] });
  return { id: guild.id, name: NAME, channels, roles: [role], people: [...members, animator, admin], admin };
}

export function openTeam(
  slack: SlackSimulator,
  manifest: Manifest,
): { readonly team: Team; readonly botToken: string } {
  const { workspace, channels, admin, members } = slack.addFixtures({ name: NAME, domain: "paperboat" });
  const appName = manifest.features?.bot_user?.display_name ?? manifest.display_information.name;
  return {
    team: { name: NAME, appName, channels, people: [...members, admin], manifest },
    botToken: workspace.installation?.botToken ?? "",
  };
}
