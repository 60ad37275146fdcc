// If this breaks: a budget is set for somebody else than the admin chose, or for somebody who is not there.

import { ApplicationCommandOptionType as Type, ApplicationCommandType, PermissionFlagsBits as Bits } from "discord.js";
import type {
  APIApplicationCommandAutocompleteInteraction,
  APIChatInputApplicationCommandInteraction,
} from "discord.js";
import { expect, test } from "vitest";
import { commandOf, typingOf } from "../../../src/platforms/discord/arguments/read-arguments.ts";

type Data = APIChatInputApplicationCommandInteraction["data"];

const data = (options: object[], resolved: object = {}): Data => ({
  id: "1",
  name: "budget",
  type: ApplicationCommandType.ChatInput,
  options: options as NonNullable<Data["options"]>,
  resolved,
});
const inSet = (...options: object[]): object[] => [{ type: Type.Subcommand, name: "set", options }];

const user = (name: string) => ({ id: "7", username: name, global_name: null });
const mention = (of: string, more: object) => ({ kind: "mention", of, id: "7", lacks: null, ...more });

test("a subcommand is part of the command, and so is a group of them", () => {
  const amount = { type: Type.String, name: "amount", value: "5" };
  expect(commandOf(data(inSet(amount)))).toEqual({ command: "budget set", values: { amount: "5" } });
  const group = [{ type: Type.SubcommandGroup, name: "caps", options: inSet(amount) }];
  expect(commandOf(data(group))).toEqual({ command: "budget caps set", values: { amount: "5" } });
  expect(commandOf(data([]))).toEqual({ command: "budget", values: {} });
});

test.each<[string, Type, object, object]>([
  [
    "a member",
    Type.User,
    { users: { 7: user("bo") }, members: { 7: { nick: "Bo" } } },
    mention("member", { name: "Bo", known: true }),
  ],
  [
    "a member without another name",
    Type.User,
    { users: { 7: user("bo") }, members: { 7: {} } },
    mention("member", { name: "bo", known: true }),
  ],
  ["somebody who left", Type.User, { users: { 7: user("bo") } }, mention("member", { name: "7", known: false })],
  ["nobody", Type.User, {}, mention("member", { name: "7", known: false })],
  ["a role", Type.Role, { roles: { 7: { name: "Team" } } }, mention("role", { name: "Team", known: true })],
  ["a role that is gone", Type.Role, {}, mention("role", { name: "7", known: false })],
  [
    "a role where anybody can be named",
    Type.Mentionable,
    { roles: { 7: { name: "Team" } } },
    mention("role", { name: "Team", known: true }),
  ],
  [
    "a user's ID as a role",
    Type.Role,
    { users: { 7: user("bo") }, members: { 7: {} } },
    mention("role", { name: "7", known: false }),
  ],
  [
    "a channel",
    Type.Channel,
    { channels: { 7: { name: "art", type: 0 } } },
    mention("channel", { name: "art", known: true }),
  ],
  ["a channel that is gone", Type.Channel, {}, mention("channel", { name: "7", known: false })],
])("%s", (_, type, resolved, expected) => {
  const { values } = commandOf(data(inSet({ type, name: "who", value: "7" }), resolved));
  expect(values).toEqual({ who: expected });
});

const PUBLIC_THREAD = 11;

test.each<[number, bigint, readonly string[]]>([
  [0, Bits.ViewChannel | Bits.SendMessages, []],
  [0, Bits.ViewChannel, ["Send Messages"]],
  [0, 0n, ["View Channel", "Send Messages"]],
  [0, Bits.Administrator, []],
  [PUBLIC_THREAD, Bits.ViewChannel | Bits.SendMessages, ["Send Messages in Threads"]],
])("what the bot lacks in a channel of type %d with %s is known", (type, allowed, lacks) => {
  const resolved = { channels: { 7: { name: "art", type, app_permissions: String(allowed) } } };
  const { values } = commandOf(data(inSet({ type: Type.Channel, name: "channel", value: "7" }), resolved));
  expect(values).toMatchObject({ channel: { lacks } });
});

test("typing in a subcommand's option leads there, with what else is filled in", () => {
  const options = inSet(
    { type: Type.String, name: "zone", value: "ber", focused: true },
    { type: Type.Boolean, name: "each_member", value: true },
  );
  const interaction = { data: data(options) } as unknown as APIApplicationCommandAutocompleteInteraction;
  expect(typingOf(interaction)).toEqual({
    command: "budget set",
    option: "zone",
    text: "ber",
    values: { each_member: true },
  });
});
