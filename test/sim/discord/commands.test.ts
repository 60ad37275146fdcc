// Were this wrong, the bot would believe it had published commands that nobody is offered.
import { ApplicationIntegrationType, InteractionContextType, REST, Routes, SlashCommandBuilder } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openRig, type Answer, type Rig } from "./rig.ts";
import { commandPaths } from "./pieces.ts";

let rig: Rig;
let path: string;
let guildPath: string;

beforeEach(async () => {
  rig = await openRig();
  [path, guildPath] = commandPaths(rig);
});
afterEach(async () => await rig[Symbol.asyncDispose]());

const base = { name: "image", description: "Makes a picture" };

async function put(...commands: readonly object[]): Promise<Answer> {
  return await rig.call("PUT", path, { body: commands });
}

describe("publishing", () => {
  test("takes what discord.js's builder makes, and says what was published", async () => {
    const rest = new REST({ api: rig.sim.apiUrl }).setToken(rig.sim.token);
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
    const [published] = (await rest.put(Routes.applicationCommands(rig.sim.applicationId), { body })) as object[];
    expect(rig.sim.commands()).toEqual([published]);
    expect(published).toMatchObject({ name: "video", type: 1, application_id: rig.sim.applicationId });
    expect(rig.sim.commands()[0]?.options?.map(({ name }) => name)).toEqual([
      "prompt",
      "length",
      "size",
      "model",
      "image",
    ]);
  });

  test("replaces the whole set by PUT, and keeps the id of a name that stays", async () => {
    await put(base, { ...base, name: "video" });
    const [image] = rig.sim.commands();
    await put({ ...base, description: "Another" }, { ...base, name: "help" });
    expect(rig.sim.commands().map(({ name, description }) => [name, description])).toEqual([
      ["image", "Another"],
      ["help", "Makes a picture"],
    ]);
    expect(rig.sim.commands()[0]?.id).toBe(image?.id);
  });

  test("adds by POST, changes by PATCH, shows by GET, removes by DELETE", async () => {
    expect(await rig.call("POST", path, { body: base })).toMatchObject({ status: 201 });
    expect(await rig.call("POST", path, { body: { ...base, description: "New" } })).toMatchObject({ status: 200 });
    const id = rig.sim.commands().find(({ name }) => name === "image")?.id;
    const changed = await rig.call("PATCH", `${path}/${id}`, { body: { description: "Newer" } });
    expect(changed.json).toMatchObject({ id, name: "image", description: "Newer" });
    expect((await rig.call("GET", `${path}/${id}`)).json).toEqual(changed.json);
    expect((await rig.call("GET", path)).json).toHaveLength(2);
    expect(await rig.call("DELETE", `${path}/${id}`)).toMatchObject({ status: 204, json: undefined });
    expect(await rig.call("GET", `${path}/${id}`)).toMatchObject({ status: 404, code: 10063 });
    expect(await rig.call("DELETE", `${path}/${id}`)).toMatchObject({ status: 404, code: 10063 });
    expect(await rig.call("PATCH", `${path}/${id}`, { body: {} })).toMatchObject({ status: 404, code: 10063 });
  });

  test("keeps a guild's commands apart from the global ones", async () => {
    await rig.call("PUT", guildPath, { body: [base] });
    expect(rig.sim.commands(rig.fixtures.guild.id)).toMatchObject([{ name: "image", guild_id: rig.fixtures.guild.id }]);
    expect(rig.sim.commands().map(({ name }) => name)).toEqual(["draw"]);
  });

  test("is refused to strangers", async () => {
    const none = { authorization: "" };
    expect(await rig.call("PUT", path, { body: [], headers: none })).toMatchObject({ status: 401, code: 0 });
    const foreign = "/applications/123456789012345678/commands";
    expect(await rig.call("PUT", foreign, { body: [] })).toMatchObject({ status: 403, code: 20012 });
    const elsewhere = `/applications/${rig.sim.applicationId}/guilds/123456789012345678/commands`;
    expect(await rig.call("PUT", elsewhere, { body: [] })).toMatchObject({ status: 403, code: 50001 });
  });
});
