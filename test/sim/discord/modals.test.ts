// Were this wrong, a person would send in what no form lets through, or the bot would read a form that never comes.
import { once } from "node:events";
import {
  Client,
  FileUploadBuilder,
  LabelBuilder,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  type Interaction,
  type ModalSubmitInteraction,
} from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ClientRefusal, type FieldValues, type Modal, type Upload } from "../../../sim/discord/simulator.ts";
import { openHarness, type Harness } from "./harness.ts";
import { form, input, label, options } from "./pieces.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const cat: Upload = { name: "cat.png", contentType: "image/png", bytes: Uint8Array.of(1) };

async function open(data: object): Promise<Modal> {
  const handle = harness.draw();
  const answer = await harness.callback(handle, { type: 9, data });
  if (answer.status !== 204) throw new Error(JSON.stringify(answer.json));
  const acknowledged = await handle.acknowledged;
  if (acknowledged.type !== 9) throw new Error("no form");
  return acknowledged.modal;
}

describe("a form that was sent in", () => {
  let client: Client;
  beforeEach(async () => {
    client = new Client({ intents: [], rest: { api: harness.sim.apiUrl } });
    const ready = once(client, "clientReady");
    await client.login(harness.sim.token);
    await ready;
  });
  afterEach(async () => await client.destroy());

  async function received(): Promise<ModalSubmitInteraction> {
    const [interaction] = (await once(client, "interactionCreate")) as [Interaction];
    if (!interaction.isModalSubmit()) throw new Error("not a form");
    return interaction;
  }

  test("reaches discord.js with what was filled in and what was left as it was", async () => {
    const builder = new ModalBuilder().setCustomId("edit").setTitle("Edit");
    builder.addLabelComponents(
      new LabelBuilder()
        .setLabel("Prompt")
        .setTextInputComponent(
          new TextInputBuilder().setCustomId("prompt").setStyle(TextInputStyle.Paragraph).setValue("a cat"),
        ),
      new LabelBuilder()
        .setLabel("Model")
        .setStringSelectMenuComponent(
          new StringSelectMenuBuilder()
            .setCustomId("model")
            .addOptions({ label: "Wan", value: "wan2-7", default: true }, { label: "Qwen", value: "qwen" }),
        ),
      new LabelBuilder()
        .setLabel("Pictures")
        .setFileUploadComponent(new FileUploadBuilder().setCustomId("pictures").setMinValues(1).setMaxValues(3)),
    );
    const typed = once(client, "interactionCreate");
    const handle = harness.draw();
    const [command] = (await typed) as [Interaction];
    if (!command.isChatInputCommand()) throw new Error("not a command");
    await command.showModal(builder);
    const answer = await handle.acknowledged;
    if (answer.type !== 9) throw new Error("no form");
    const heard = received();
    const submitted = harness.fixtures.members[0].submit(answer.modal, { Prompt: "a dog", pictures: [cat, cat] });
    const { fields, ...interaction } = await heard;
    expect(interaction.customId).toBe("edit");
    expect(fields.getTextInputValue("prompt")).toBe("a dog");
    expect(fields.getStringSelectValues("model")).toEqual(["wan2-7"]);
    expect(fields.getUploadedFiles("pictures", true).map(({ name, size }) => [name, size])).toEqual([
      ["cat.png", 1],
      ["cat.png", 1],
    ]);
    expect(submitted).toMatchObject({ kind: "modal", name: "edit", id: interaction.id });
  });

  test("from a button carries its message, and may update it", async () => {
    const button = { type: 2, style: 1, custom_id: "edit", label: "Edit" };
    const { message } = await harness.reply({ content: "card", components: [{ type: 1, components: [button] }] });
    const [bo] = harness.fixtures.members;
    const pressed = bo.press(message, "Edit");
    await harness.callback(pressed, { type: 9, data: form(label(input())) });
    const answer = await pressed.acknowledged;
    if (answer.type !== 9) throw new Error("no form");
    const heard = received();
    const handle = bo.submit(answer.modal, { text: "x" });
    const interaction = await heard;
    expect(interaction.isFromMessage() && interaction.message.id).toBe(message.id);
    if (!interaction.isFromMessage()) throw new Error("not from a message");
    await interaction.update({ content: "edited" });
    expect(await handle.acknowledged).toMatchObject({ type: 7 });
    expect(message.content).toBe("edited");
  });
});

describe("the client does not send in", () => {
  const whole = form(
    label(input({ min_length: 2, max_length: 4, required: true })),
    label({ type: 3, custom_id: "menu", options: options(3), max_values: 2 }),
    label({ type: 19, custom_id: "files", max_values: 2, file_types: ["image"] }),
  );
  const good: FieldValues = { text: "abc", menu: ["v0"], files: [cat] };
  const big: Upload = { ...cat, bytes: new Uint8Array(11 * 2 ** 20) };

  test.each<[string, FieldValues, RegExp]>([
    ["an empty required text", { text: "" }, /"text": must be filled in/u],
    ["a text that is too short", { text: "a" }, /between 2 and 4/u],
    ["a text that is too long", { text: "abcde" }, /between 2 and 4/u],
    ["no choice", { menu: [] }, /between 1 and 2/u],
    ["too many choices", { menu: ["v0", "v1", "v2"] }, /between 1 and 2/u],
    ["what is no choice", { menu: ["v9"] }, /not among the choices/u],
    ["no file", { files: [] }, /between 1 and 2/u],
    ["too many files", { files: [cat, cat, cat] }, /between 1 and 2/u],
    ["a file of another kind", { files: [{ ...cat, name: "a.pdf" }] }, /takes only image/u],
    ["a file that is too large", { files: [big] }, /too large/u],
    ["a link for a file", { files: "https://example.org" }, /takes files/u],
    ["a link among files", { files: ["https://example.org"] }, /takes files/u],
    ["a field that is not there", { nothing: "x" }, /no field nothing/u],
  ])("%s", async (_name, values, message) => {
    const modal = await open(whole);
    const [bo] = harness.fixtures.members;
    expect(() => bo.submit(modal, { ...good, ...values })).toThrow(ClientRefusal);
    expect(() => bo.submit(modal, { ...good, ...values })).toThrow(message);
    expect(() => bo.submit(modal, { ...good, ...values }, { forged: true })).not.toThrow();
    expect(() => bo.submit(modal, good)).not.toThrow();
  });

  test("somebody else's form, or one that was taken already", async () => {
    const modal = await open(form(label(input())));
    const [bo, cy] = harness.fixtures.members;
    expect(() => cy.submit(modal, { text: "x" })).toThrow(/not open for Cy/u);
    const handle = bo.submit(modal, { text: "x" });
    expect(() => bo.submit(modal, { text: "x" })).not.toThrow();
    await harness.callback(handle, { type: 4, data: { content: "thanks" } });
    expect(() => bo.submit(modal, { text: "x" })).toThrow(/already/u);
  });
});
