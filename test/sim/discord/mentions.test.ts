// Were this wrong, a prompt with "@everyone" in it could ring a whole guild, and the tests would not hear it.
import { afterEach, beforeEach, expect, test } from "vitest";
import { openHarness, text, V2, type Harness } from "./harness.ts";

let harness: Harness;
let loud: string;
let user: string;
let role: string;

beforeEach(async () => {
  harness = await openHarness();
  user = harness.fixtures.members[1].id;
  role = harness.sim.addRole(harness.fixtures.guild, { name: "Artists" }).id;
  loud = `@everyone @here <@${user}> <@!${user}> <@&${role}>`;
});
afterEach(async () => await harness[Symbol.asyncDispose]());

test("an interaction's answer pings users when it says nothing, and nobody when it says so", async () => {
  const { message } = await harness.reply({ content: loud });
  expect(message.mentioned).toEqual({ everyone: false, users: [user], roles: [] });
  const { message: quiet } = await harness.reply({ content: loud, allowed_mentions: { parse: [] } });
  expect(quiet).toMatchObject({ mentioned: { everyone: false, users: [], roles: [] }, allowedMentions: { parse: [] } });
});

test("a bot's own message pings everybody when it says nothing", async () => {
  const { json } = await harness.call("POST", harness.channel(), { body: { content: loud } });
  expect(harness.sim.messages()[0]?.mentioned).toEqual({ everyone: true, users: [user], roles: [role] });
  expect(json).toMatchObject({ mention_everyone: true, mentions: [{ id: user }], mention_roles: [role] });
});

test("an edit is read anew, with the default of its route", async () => {
  const { handle, message } = await harness.reply({ content: loud, allowed_mentions: { parse: [] } });
  await harness.call("PATCH", harness.webhook(handle, "@original"), { body: { content: `${loud}!` } });
  expect(message.mentioned).toEqual({ everyone: false, users: [user], roles: [] });
  await harness.call("PATCH", harness.channel(message.id), { body: { content: loud } });
  expect(message.mentioned).toEqual({ everyone: true, users: [user], roles: [role] });
  expect(message.revisions.map(({ mentioned }) => mentioned.users.length)).toEqual([0, 1, 1]);
});

test("texts of Components V2 ping as well", async () => {
  const section = { type: 9, components: [text(loud)], accessory: { type: 2, style: 1, custom_id: "x", label: "X" } };
  const data = { flags: V2, components: [{ type: 17, components: [section] }] };
  const allowed = { parse: ["everyone"], users: [user], roles: [] };
  const { message } = await harness.reply({ ...data, allowed_mentions: allowed });
  expect(message.mentioned).toEqual({ everyone: true, users: [user], roles: [] });
  const { message: named } = await harness.reply({ ...data, allowed_mentions: { roles: [role] } });
  expect(named.mentioned).toEqual({ everyone: false, users: [], roles: [role] });
});

test("a reply pings whom it replies to, unless told otherwise", async () => {
  const said = harness.fixtures.members[0].say(harness.fixtures.channels[0], "hello");
  const reply = async (allowed?: object): Promise<readonly string[] | undefined> => {
    const body = { content: "x", message_reference: { message_id: said.id }, allowed_mentions: allowed };
    await harness.call("POST", harness.channel(), { body });
    return harness.sim.messages().at(-1)?.mentioned.users;
  };
  expect(await reply()).toEqual([harness.fixtures.members[0].id]);
  expect(await reply({ parse: [] })).toEqual([]);
  expect(await reply({ parse: [], replied_user: true })).toEqual([harness.fixtures.members[0].id]);
});

test.each([
  ["an unknown kind", { parse: ["channels"] }, "data.allowed_mentions.parse.0[BASE_TYPE_CHOICES]"],
  [
    "a kind that is also listed",
    { parse: ["users"], users: ["1"] },
    "data.allowed_mentions[MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE]",
  ],
  [
    "more than a hundred",
    { roles: Array.from({ length: 101 }, String) },
    "data.allowed_mentions.roles[BASE_TYPE_MAX_LENGTH]",
  ],
  ["a text", "none", "data.allowed_mentions[DICT_TYPE_CONVERT]"],
])("%s is refused", async (_name, allowed, problem) => {
  const answer = await harness.callback(harness.draw(), { type: 4, data: { content: "x", allowed_mentions: allowed } });
  expect(answer).toMatchObject({ code: 50035, problems: [problem] });
});
