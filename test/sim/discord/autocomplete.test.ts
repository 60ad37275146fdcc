// Were this wrong, options would complete themselves here with answers that Discord throws away.
import type { Client } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OptionValues } from "../../../sim/discord/simulator.ts";
import { openHarness, type Harness } from "./harness.ts";
import { connectClient } from "./pieces.ts";

const IMAGE = {
  name: "image",
  description: "x",
  options: [
    { type: 3, name: "prompt", description: "x", required: true },
    { type: 3, name: "size", description: "x", choices: [{ name: "Large", value: "4K" }] },
    { type: 3, name: "model", description: "x", autocomplete: true },
  ],
};

let harness: Harness;
let client: Client;

beforeEach(async () => {
  harness = await openHarness();
  client = await connectClient(harness, [IMAGE]);
});
afterEach(async () => {
  await client.destroy();
  await harness[Symbol.asyncDispose]();
});

async function type(values: OptionValues, focused = "model"): Promise<unknown> {
  return await harness.fixtures.members[0].autocomplete(harness.fixtures.channels[0], "image", values, focused);
}

describe("autocomplete", () => {
  test("hands over what is typed so far and returns the choices", async () => {
    client.once("interactionCreate", (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { name, value } = interaction.options.getFocused(true);
      void interaction.respond([{ name: `${name}: ${value} / ${interaction.options.getString("size")}`, value: "v" }]);
    });
    expect(await type({ model: "wan", size: "4K" })).toEqual([{ name: "model: wan / 4K", value: "v" }]);
    expect(harness.sim.interactions).toMatchObject([{ kind: "autocomplete", response: { type: 8 } }]);
  });

  test("is only there for options that complete themselves", async () => {
    await expect(type({}, "prompt")).rejects.toThrow(/does not complete itself/u);
  });

  test.each<[string, unknown, string]>([
    [
      "more than 25 choices",
      Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` })),
      "data.choices[BASE_TYPE_MAX_LENGTH]",
    ],
    [
      "a name over 100 characters",
      [{ name: "x".repeat(101), value: "v" }],
      "data.choices.0.name[BASE_TYPE_BAD_LENGTH]",
    ],
    ["a number as the value of a text", [{ name: "x", value: 1 }], "data.choices.0.value[STRING_TYPE_CONVERT]"],
    ["no list", undefined, "data.choices[BASE_TYPE_REQUIRED]"],
  ])("refuses %s", async (_name, choices, problem) => {
    void type({});
    const [interaction] = harness.sim.interactions;
    if (!interaction) throw new Error("nothing was dispatched");
    const answer = await harness.callback(interaction, { type: 8, data: { choices } });
    expect(answer).toMatchObject({ status: 400, code: 50035, problems: [problem] });
    const late = await harness.callback(interaction, { type: 4, data: { content: "no" } });
    expect(late.problems).toEqual(["type[BASE_TYPE_CHOICES]"]);
  });
});
