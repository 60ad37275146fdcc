// Were this wrong, the bot would believe it had published commands that nobody is offered.
import { ApplicationIntegrationType, InteractionContextType, REST, Routes, SlashCommandBuilder } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHarness, type Answer, type Harness } from "./harness.ts";
import { commandPaths } from "./pieces.ts";

let harness: Harness;
let path: string;
let guildPath: string;

beforeEach(async () => {
  harness = await openHarness();
  [path, guildPath] = commandPaths(harness);
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const base = { name: "image", description: "Makes a picture" };

async function put(...commands: readonly object[]): Promise<Answer> {
  return await harness.call("PUT", path, { body: commands });
}

describe("publishing", () => {
  test("takes what discord.js's builder makes, and says what was published", async () => {
    const rest = new REST({ api: harness.sim.apiUrl }).setToken(harness.sim.token);
    const command = new SlashCommandBuilder()
      .setName("video")
      .setDescription("Makes a clip")
      .setContexts(InteractionContextType.Guild)
      .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
      .addStringOption((text) => text.setName("prompt").setDescription("What").setRequired(true).setMaxLength(500))
      .addIntegerOption((length) => length.setName("length").setDescription("s").setMinValue(2).setMaxValue(15))
      .addStringOption((size) => size.setName("size").setDescription("x").addChoices({ name: "Big", value: "big" }))
      .addStringOption((seed) => seed.setName("model").setDescription("x").setAutocomplete(true))
      .addAttachmentOption((file) => file.setName("image").setDescription("x"));
    const body = [command.toJSON()];
    const [published] = (await rest.put(Routes.applicationCommands(harness.sim.applicationId), { body })) as object[];
    expect(harness.sim.commands()).toEqual([published]);
    expect(published).toMatchObject({ name: "video", type: 1, application_id: harness.sim.applicationId });
    expect(harness.sim.commands()[0]?.options?.map(({ name }) => name)).toEqual([
      "prompt",
      "length",
      "size",
      "model",
      "image",
    ]);
  });

  test("replaces the whole set by PUT, and keeps the id of a name that stays", async () => {
    await put(base, { ...base, name: "video" });
    const [image] = harness.sim.commands();
    await put({ ...base, description: "Another" }, { ...base, name: "help" });
    expect(harness.sim.commands().map(({ name, description }) => [name, description])).toEqual([
      ["image", "Another"],
      ["help", "Makes a picture"],
    ]);
    expect(harness.sim.commands()[0]?.id).toBe(image?.id);
  });

  test("adds by POST, changes by PATCH, shows by GET, removes by DELETE", async () => {
    expect(await harness.call("POST", path, { body: base })).toMatchObject({ status: 201 });
    expect(await harness.call("POST", path, { body: { ...base, description: "New" } })).toMatchObject({ status: 200 });
    const id = harness.sim.commands().find(({ name }) => name === "image")?.id;
    const changed = await harness.call("PATCH", `${path}/${id}`, { body: { description: "Newer" } });
    expect(changed.json).toMatchObject({ id, name: "image", description: "Newer" });
    expect((await harness.call("GET", `${path}/${id}`)).json).toEqual(changed.json);
    expect((await harness.call("GET", path)).json).toHaveLength(2);
    expect(await harness.call("DELETE", `${path}/${id}`)).toMatchObject({ status: 204, json: undefined });
    expect(await harness.call("GET", `${path}/${id}`)).toMatchObject({ status: 404, code: 10063 });
    expect(await harness.call("DELETE", `${path}/${id}`)).toMatchObject({ status: 404, code: 10063 });
    expect(await harness.call("PATCH", `${path}/${id}`, { body: {} })).toMatchObject({ status: 404, code: 10063 });
  });

  test("keeps a guild's commands apart from the global ones", async () => {
    await harness.call("PUT", guildPath, { body: [base] });
    expect(harness.sim.commands(harness.fixtures.guild.id)).toMatchObject([
      { name: "image", guild_id: harness.fixtures.guild.id },
    ]);
    expect(harness.sim.commands().map(({ name }) => name)).toEqual(["draw"]);
  });

  test("is refused to strangers", async () => {
    const none = { authorization: "" };
    expect(await harness.call("PUT", path, { body: [], headers: none })).toMatchObject({ status: 401, code: 0 });
    const foreign = "/applications/123456789012345678/commands";
    expect(await harness.call("PUT", foreign, { body: [] })).toMatchObject({ status: 403, code: 20012 });
    const elsewhere = `/applications/${harness.sim.applicationId}/guilds/123456789012345678/commands`;
    expect(await harness.call("PUT", elsewhere, { body: [] })).toMatchObject({ status: 403, code: 50001 });
  });
});
