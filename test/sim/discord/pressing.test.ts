// Were this wrong, a button that nobody can press would pass, or a choice that nobody can make.
import { afterEach, beforeEach, expect, test } from "vitest";
import { EPHEMERAL, openHarness, type Harness } from "./harness.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const button = { type: 1, components: [{ type: 2, style: 1, custom_id: "again", label: "Run again" }] };

test("a press reaches the bot as an interaction of its own", async () => {
  const { message } = await harness.reply({ content: "a card", components: [button] });
  const handle = harness.fixtures.members[1].press(message, "Run again");
  expect(handle).toMatchObject({ kind: "component", name: "again", userId: harness.fixtures.members[1].id });
  expect(handle.sourceMessageId).toBe(harness.sim.messages()[0]?.id);
});

test("a press is refused for what is disabled, absent, a mere link, hidden from the person, or gone", async () => {
  const components = [
    {
      type: 1,
      components: [
        { type: 2, style: 1, custom_id: "off", label: "Off", disabled: true },
        { type: 2, style: 5, url: "https://example.org", label: "Open" },
      ],
    },
  ];
  const { message } = await harness.reply({ content: "x", components });
  const { message: hidden } = await harness.reply({ content: "x", flags: EPHEMERAL, components: [button] });
  const [bo, cy] = harness.fixtures.members;
  expect(() => bo.press(message, "off")).toThrow(/disabled/u);
  expect(() => bo.press(message, "Open")).toThrow(/only opens a link/u);
  expect(() => bo.press(message, "nothing")).toThrow(/there is no "nothing"/u);
  expect(() => cy.press(hidden, "again")).toThrow(/does not see/u);
  expect(() => bo.press(hidden, "again")).not.toThrow();
  expect(bo.press(message, "off", { forged: true })).toMatchObject({ name: "off" });
  harness.sim.deleteMessage(message);
  expect(() => bo.press(message, "Open")).toThrow(/gone/u);
});

test("a press chooses from a menu within its bounds", async () => {
  const options = ["a", "b", "c"].map((value) => ({ label: value.toUpperCase(), value }));
  const menu = { type: 3, custom_id: "pick", options, min_values: 1, max_values: 2 };
  const { message } = await harness.reply({ content: "x", components: [{ type: 1, components: [menu] }] });
  const [bo] = harness.fixtures.members;
  expect(() => bo.press(message, "pick", { values: [] })).toThrow(/between 1 and 2/u);
  expect(() => bo.press(message, "pick", { values: ["a", "b", "c"] })).toThrow(/between 1 and 2/u);
  expect(() => bo.press(message, "pick", { values: ["d"] })).toThrow(/not among the choices/u);
  expect(() => bo.press(message, "pick", { values: ["a", "a"] })).toThrow(/twice/u);
  expect(bo.press(message, "pick", { values: ["a", "C"] })).toMatchObject({ kind: "component", name: "pick" });
});
