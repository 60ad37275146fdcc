// Were this wrong, tests would type what no person can, or the bot would see an event that Discord never sends.
import { once } from "node:events";
import type { ChatInputCommandInteraction, Client, Interaction } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ClientRefusal, type OptionValues, type Upload } from "../../../sim/discord/simulator.ts";
import { openHarness, type Harness } from "./harness.ts";
import { connectClient } from "./pieces.ts";

const MANAGE_GUILD = 32n;
/** The smallest head of a PNG that says 3 × 2. */
const PNG = Uint8Array.from([
  137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 3, 0, 0, 0, 2, 8, 6, 0, 0, 0, 0, 0, 0,
]);
const picture: Upload = { name: "my cat.png", contentType: "image/png", bytes: PNG };

const COMMANDS = [
  {
    name: "image",
    description: "x",
    options: [
      { type: 3, name: "prompt", description: "x", required: true, min_length: 2, max_length: 10 },
      { type: 4, name: "count", description: "x", min_value: 1, max_value: 4 },
      { type: 10, name: "strength", description: "x", max_value: 1 },
      { type: 5, name: "private", description: "x" },
      { type: 3, name: "size", description: "x", choices: [{ name: "Large", value: "4K" }] },
      { type: 4, name: "quality", description: "x", choices: [{ name: "High", value: 2 }] },
      { type: 11, name: "image", description: "x", file_types: ["image", ".webm"] },
      { type: 6, name: "who", description: "x" },
      { type: 7, name: "where", description: "x" },
      { type: 8, name: "role", description: "x" },
      { type: 3, name: "model", description: "x", autocomplete: true },
    ],
  },
  {
    name: "budget",
    description: "x",
    default_member_permissions: String(MANAGE_GUILD),
    options: [
      { type: 1, name: "show", description: "x" },
      {
        type: 2,
        name: "cap",
        description: "x",
        options: [
          { type: 1, name: "set", description: "x", options: [{ type: 10, name: "dollars", description: "x" }] },
        ],
      },
    ],
  },
  { name: "risky", description: "x", nsfw: true },
  { name: "abroad", description: "x", contexts: [1], integration_types: [0] },
  { name: "mine", description: "x", integration_types: [1] },
];

let harness: Harness;
let client: Client;

beforeEach(async () => {
  harness = await openHarness();
  client = await connectClient(harness, COMMANDS);
});
afterEach(async () => {
  await client.destroy();
  await harness[Symbol.asyncDispose]();
});

async function received(): Promise<ChatInputCommandInteraction> {
  const [interaction] = (await once(client, "interactionCreate")) as [Interaction];
  if (!interaction.isChatInputCommand()) throw new Error("not a command");
  return interaction;
}

const run = (values: OptionValues, name = "image"): unknown =>
  harness.fixtures.members[0].command(harness.fixtures.channels[0], name, values);

const admin = (name: string) => (): unknown => harness.fixtures.admin.command(harness.fixtures.channels[0], name);

describe("a command that was typed", () => {
  test("reaches discord.js with everything that was chosen", async () => {
    const { sim, fixtures } = harness;
    const role = sim.addRole(fixtures.guild, { name: "Artists" });
    const heard = received();
    const handle = fixtures.members[0].command(fixtures.channels[0], "image", {
      prompt: "a cat",
      count: 2,
      strength: 0.5,
      private: false,
      size: "Large",
      quality: "High",
      image: picture,
      who: fixtures.members[1],
      where: fixtures.channels[1],
      role,
    });
    const interaction = await heard;
    const { options } = interaction;
    expect(options.getString("prompt")).toBe("a cat");
    expect(options.getInteger("count")).toBe(2);
    expect(options.getNumber("strength")).toBe(0.5);
    expect(options.getBoolean("private")).toBe(false);
    expect(options.getString("size")).toBe("4K");
    expect(options.getInteger("quality")).toBe(2);
    expect(options.getUser("who")?.id).toBe(fixtures.members[1].id);
    expect(options.getChannel("where")?.id).toBe(fixtures.channels[1].id);
    expect(options.getRole("role")?.id).toBe(role.id);
    expect(options.getAttachment("image")).toMatchObject({
      name: "my_cat.png",
      size: PNG.length,
      contentType: "image/png",
      width: 3,
      height: 2,
      ephemeral: true,
    });
    expect(interaction).toMatchObject({
      id: handle.id,
      token: handle.token,
      guildId: fixtures.guild.id,
      channelId: fixtures.channels[0].id,
      locale: "en-US",
      context: 0,
      attachmentSizeLimit: 10 * 2 ** 20,
      authorizingIntegrationOwners: { 0: fixtures.guild.id },
      user: { id: fixtures.members[0].id, username: "bo" },
    });
    expect(interaction.id).toMatch(/^\d{17,19}$/u);
  });

  test("carries the file's bytes on the CDN", async () => {
    const heard = received();
    run({ prompt: "a cat", image: picture });
    const url = (await heard).options.getAttachment("image", true).url;
    const response = await fetch(url);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PNG);
  });

  test("names its subcommand and shows the permissions of person and bot", async () => {
    const { sim, fixtures } = harness;
    sim.changeChannel(fixtures.channels[0], { botMay: 1024n });
    const heard = received();
    fixtures.admin.command(fixtures.channels[0], "budget cap set", { dollars: 5 });
    const interaction = await heard;
    expect(interaction.options.getSubcommandGroup()).toBe("cap");
    expect(interaction.options.getSubcommand()).toBe("set");
    expect(interaction.options.getNumber("dollars")).toBe(5);
    expect(interaction.memberPermissions?.has("ManageGuild")).toBe(true);
    expect(interaction.appPermissions.bitfield).toBe(1024n);
  });

  test("arrives twice with one id when Discord delivers it twice", async () => {
    const seen: string[] = [];
    client.on("interactionCreate", ({ id }) => seen.push(id));
    const handle = harness.draw({ forged: true, deliverTwice: true });
    while (seen.length < 2) await once(client, "interactionCreate");
    expect(seen).toEqual([handle.id, handle.id]);
    expect(handle.deliveries).toBe(2);
  });

  test("says what was advertised, and who installed the application", async () => {
    const heard = received();
    const options = { attachmentSizeLimit: 500, installedFor: "user" } as const;
    harness.fixtures.members[0].command(harness.fixtures.channels[0], "mine", {}, options);
    expect(await heard).toMatchObject({
      attachmentSizeLimit: 500,
      authorizingIntegrationOwners: { 1: harness.fixtures.members[0].id },
    });
  });

  test("has nobody to go to when no session is there", async () => {
    await client.destroy();
    await harness.sim.waitFor(({ gateway }) => gateway.sessions.length === 0);
    expect(harness.draw({ forged: true }).deliveries).toBe(0);
  });
});

describe("the client does not send", () => {
  const big: Upload = { ...picture, bytes: new Uint8Array(11 * 2 ** 20) };
  test.each<[string, OptionValues, RegExp]>([
    ["an unknown option", { prompt: "ok", sise: "4K" }, /no option sise/u],
    ["a command without what it needs", {}, /needs prompt/u],
    ["an empty text", { prompt: "" }, /left empty/u],
    ["a text that is too short", { prompt: "a" }, /shorter than 2/u],
    ["a text that is too long", { prompt: "x".repeat(11) }, /longer than 10/u],
    ["a number for a text", { prompt: 5 }, /takes text/u],
    ["a fraction for a whole number", { prompt: "ok", count: 1.5 }, /whole number/u],
    ["a text for a number", { prompt: "ok", count: "2" }, /takes a number/u],
    ["a number below its bound", { prompt: "ok", count: 0 }, /between 1 and 4/u],
    ["a number above its bound", { prompt: "ok", strength: 1.1 }, /not between/u],
    ["a text for a switch", { prompt: "ok", private: "yes" }, /true or false/u],
    ["a switch for a number of choices", { prompt: "ok", quality: true }, /takes a number/u],
    ["a number that is not among the choices", { prompt: "ok", quality: 3 }, /not one of the choices/u],
    ["what is not among the choices", { prompt: "ok", size: "8K" }, /not one of the choices/u],
    ["a text for a file", { prompt: "ok", image: "https://example.org/a.png" }, /takes a file/u],
    ["a file of another kind", { prompt: "ok", image: { ...picture, name: "song.mp3" } }, /takes only image, \.webm/u],
    ["a file that is too large", { prompt: "ok", image: big }, /too large/u],
    ["somebody who is not here", { prompt: "ok", who: "123456789012345678" }, /nothing like that/u],
  ])("%s", (_name, values, message) => {
    expect(() => run(values)).toThrow(ClientRefusal);
    expect(() => run(values)).toThrow(message);
    expect(harness.sim.interactions).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    ["a command that is not published", "paint", /no command \/paint/u],
    ["a command that is not for this person", "budget show", /no command \/budget/u],
    ["a command that is not for guilds", "abroad", /no command/u],
    ["a command of an installation that is not there", "mine", /no command/u],
    ["an age-restricted command elsewhere", "risky", /age-restricted/u],
  ])("%s", (_name, name, message) => {
    expect(() => run({}, name)).toThrow(message);
  });

  test("a command that needs a subcommand without one, or with one that is not there", () => {
    expect(admin("budget")).toThrow(/needs a subcommand/u);
    expect(admin("budget cap")).toThrow(/needs a subcommand/u);
    expect(admin("budget drop")).toThrow(/no subcommand/u);
    expect(admin("budget show")).not.toThrow();
  });

  test("anything from a guild that the person is not in", () => {
    const elsewhere = harness.sim.addFixtures();
    expect(() => harness.fixtures.members[0].command(elsewhere.channels[0], "image", { prompt: "ok" })).toThrow(
      /not in that/u,
    );
  });

  test("what a member without the right to use commands types", () => {
    const mute = harness.sim.addMember(harness.fixtures.guild, { name: "Mute", permissions: 0n });
    expect(() => mute.command(harness.fixtures.channels[0], "image", { prompt: "ok" })).toThrow(/no command/u);
  });

  test("all of which a forged command does send", async () => {
    const heard = received();
    const values = { prompt: "x".repeat(50), count: 99, sise: "4K", size: "8K" };
    harness.fixtures.members[0].command(harness.fixtures.channels[0], "image", values, { forged: true });
    const { options } = await heard;
    expect(options.data.map(({ name, value }) => [name, value])).toEqual(Object.entries(values));
  });
});
