// What a server has switched off, and what runs instead. If one of these fails, a command that is offered runs nothing, a
// person pays another price than the one that was held, or Discord refuses a form without a field.

import { expect, test } from "vitest";
import { commandSpecs } from "../../commands/index.ts";
import { micros } from "../../src/domain/money/money.ts";
import { createHandlers } from "../../src/handlers/handlers.ts";
import { aGeneration } from "../store/a-generation.ts";
import { openHarness } from "../pipeline/harness.ts";
import { anOrigin } from "../an-origin.ts";

const [FIRST, SECOND, THIRD] = [
  "wan2-7-image",
  "gemini-2-5-flash-image-preview-official",
  "qwen-image-2-0-pro",
] as const;
const { reply } = aGeneration({});

async function open() {
  const harness = await openHarness();
  const { catalog, store } = harness.parts;
  const at = anOrigin({ interactionId: "77", at: harness.clock.now() });
  const handlers = createHandlers(harness.parts, commandSpecs(catalog));
  const off = async (...modelsOff: readonly string[]): Promise<void> => {
    const { platform, guildId, channelId, userId } = at;
    const by = { platform, guildId, channelId, userId, at: harness.clock.now(), note: "" };
    await store.changeRules({ ...by, apply: (rules) => ({ ...rules, modelsOff }) });
  };
  const invoke = async (values = {}) =>
    await handlers.invoke({ ...at, command: "image", values: { prompt: "a fox", ...values } }, reply);
  return { harness, handlers, at, off, invoke };
}

test("without its default, a command runs the next model, at that model's price", async () => {
  const { harness, off, invoke } = await open();
  await using _ = harness;
  await off(FIRST);
  const { catalog, store } = harness.parts;
  expect(await invoke()).toMatchObject({
    kind: "card",
    card: { modelTitle: catalog.title(SECOND), status: { upTo: catalog.highestPrice(SECOND, {}) } },
  });
  expect(await harness.row("discord:77")).toMatchObject({ model: SECOND, input: { prompt: "a fox" } });
  const [entry] = await store.ledger("discord:77");
  expect(entry).toMatchObject({ model: SECOND, held: catalog.highestPrice(SECOND, {}) });
  expect(catalog.highestPrice(SECOND, {})).not.toBe(catalog.highestPrice(FIRST, {}));
});

test("another server still has it", async () => {
  const { harness, handlers, at, off } = await open();
  await using _ = harness;
  await off(FIRST);
  await handlers.invoke({ ...at, guildId: "11", command: "image", values: { prompt: "a fox" } }, reply);
  expect((await harness.row("discord:77")).model).toBe(FIRST);
});

test("who names a model that is off is refused, and nothing runs in its place", async () => {
  const { harness, off, invoke } = await open();
  await using _ = harness;
  await off(FIRST);
  await expect(invoke({ model: FIRST })).rejects.toMatchObject({ code: "model.off" });
  await expect(harness.row("discord:77")).rejects.toThrow("no such row");
});

test("what is suggested, and what a form offers, is of the models that are left", async () => {
  const { harness, handlers, at, off } = await open();
  await using _ = harness;
  const suggest = async (option: string) =>
    (await handlers.suggest({ command: "image", option, text: "", values: {} }, at)).map(({ value }) => value);
  const { id } = await harness.leave({ kind: "held" }, { interactionId: "5" });
  const edit = async () => await handlers.press({ ...at, action: "edit", generationId: id }, reply);
  expect(await suggest("model")).toEqual([FIRST, SECOND, THIRD]);
  const sizes = await suggest("size");
  await off(FIRST, SECOND);
  expect(await suggest("model")).toEqual([THIRD]);
  expect(await suggest("size")).not.toEqual(sizes);
  const left = harness.parts.catalog.without([FIRST, SECOND]).options("image");
  expect(await edit()).toMatchObject({ kind: "form", form: { options: left } });
});

test("a command with none left says so, typed or edited", async () => {
  const { harness, handlers, at, off, invoke } = await open();
  await using _ = harness;
  const { id } = await harness.leave({ kind: "held" }, { interactionId: "5" });
  await off(FIRST, SECOND, THIRD);
  const none = { code: "command.off", detail: { command: "image" } };
  await expect(invoke()).rejects.toMatchObject(none);
  await expect(invoke({ model: FIRST })).rejects.toMatchObject(none);
  await expect(handlers.press({ ...at, action: "edit", generationId: id }, reply)).rejects.toMatchObject(none);
  await expect(handlers.press({ ...at, action: "again", generationId: id }, reply)).rejects.toMatchObject(none);
});

test("a question names the model that would run; if that is switched off before the answer, it is asked anew", async () => {
  const { harness, handlers, at, off, invoke } = await open();
  await using _ = harness;
  const { catalog, store } = harness.parts;
  Object.assign(harness.parts.policy, { confirmAbove: micros(0) });
  expect(await invoke()).toMatchObject({ kind: "question", question: { modelTitle: catalog.title(FIRST) } });
  await off(FIRST);
  const press = { ...at, interactionId: "78", action: "run", generationId: "discord:77" } as const;
  expect(await handlers.press(press, reply)).toMatchObject({
    kind: "question",
    question: { modelTitle: catalog.title(SECOND), upTo: catalog.highestPrice(SECOND, {}) },
  });
  // Also where it would be cheaper: what was agreed to was another model.
  await off();
  expect(await handlers.press(press, reply)).toMatchObject({
    kind: "question",
    question: { modelTitle: catalog.title(FIRST), upTo: catalog.highestPrice(FIRST, {}) },
  });
  expect(await store.get("discord:77")).toBeNull();
  expect(await handlers.press(press, reply)).toMatchObject({ kind: "card" });
  expect((await harness.row("discord:77")).model).toBe(FIRST);
});
