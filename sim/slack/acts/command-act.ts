// A person types a slash command: https://docs.slack.dev/interactivity/implementing-slash-commands
import { commandAnswer } from "../api/answers.ts";
import type { LiveInteraction } from "../state/interaction-store.ts";
import { commandPayload } from "../api/payloads.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";
import type { ActOptions } from "../state/people.ts";
import type { Slack } from "../state/state.ts";
import type { Channel, Member } from "../state/places.ts";
import { known } from "../../kit/known.ts";

export interface Typed {
  readonly channelId: string;
  readonly command: string;
  readonly text: string;
  readonly options: ActOptions;
}

export function runCommand(
  slack: Slack,
  member: Member,
  { channelId, command, text, options }: Typed,
): LiveInteraction {
  const channel = known(slack.places.channels, channelId);
  if (!options.forged) checkOffered(slack, member, { channel, command });
  const escapes = slack.app.command(command)?.should_escape ?? false;
  const sent = encode(text.trim(), escapes ? { slack, member } : undefined);
  const live = slack.interactions.open({
    kind: "command",
    name: command,
    workspaceId: member.workspaceId,
    userId: member.id,
    channelId,
    messageId: undefined,
    viewId: undefined,
    payload: commandPayload(slack, member, { command, text: sent, channel }),
    answer: (body, interaction) => commandAnswer(slack, body, interaction),
  });
  slack.eventSender.dispatch(live);
  if (options.deliverTwice) slack.eventSender.dispatch(live);
  return live;
}

function checkOffered(
  slack: Slack,
  member: Member,
  { channel, command }: { readonly channel: Channel; readonly command: string },
): void {
  if (!slack.app.command(command)) throw new ClientRefusal(`${command} is not a command of any app here`);
  checkInstalled(slack, member);
  checkPresence(member, channel);
}

export function checkInstalled(slack: Slack, { workspaceId }: Member): void {
  if (!slack.places.workspaces.get(workspaceId)?.installation) throw new ClientRefusal("the app is not installed here");
}

/** Whoever is deactivated, or not in the channel, types nothing there. */
export function checkPresence(member: Member, channel: Channel): void {
  if (member.deleted) throw new ClientRefusal(`${member.name} is deactivated`);
  if (!channel.members.includes(member.id)) throw new ClientRefusal(`${member.name} is not in ${channel.name}`);
  if (channel.isArchived) throw new ClientRefusal(`${channel.name} is archived`);
}

/** With `should_escape`, mentions become ids: https://docs.slack.dev/messaging/formatting-message-text#escaping */
function encode(text: string, escaping: { readonly slack: Slack; readonly member: Member } | undefined): string {
  const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  if (!escaping) return safe;
  const { places } = escaping.slack;
  const mine = <T extends { readonly workspaceId: string }>(all: ReadonlyMap<string, T>): readonly T[] =>
    [...all.values()].filter(({ workspaceId }) => workspaceId === escaping.member.workspaceId);
  return safe
    .replaceAll(/@([\w.-]+)/gu, (typed, name: string) => {
      const user = mine(places.members).find((one) => one.name.toLowerCase() === name.toLowerCase());
      return user ? `<@${user.id}|${name}>` : typed;
    })
    .replaceAll(/#([\w-]+)/gu, (typed, name: string) => {
      const channel = mine(places.channels).find((one) => one.name === name);
      return channel ? `<#${channel.id}|${channel.kind === "private" ? "" : name}>` : typed;
    })
    .replaceAll(/https?:\/\/[^\s<>|]+/gu, (url) => `<${url}>`);
}
