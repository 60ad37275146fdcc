// Were this wrong, a card that Discord refuses would be drawn here, and the person would see "interaction failed".
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHarness, text, V2, type Harness } from "./harness.ts";
import { button, file, many, row, send } from "./pieces.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

describe("a message is refused", () => {
  test.each<[string, object, string]>([
    ["with 2001 characters", { content: "x".repeat(2_001) }, "data.content[BASE_TYPE_MAX_LENGTH]"],
    ["with a number for its content", { content: 5 }, "data.content[STRING_TYPE_CONVERT]"],
    ["with an embed", { embeds: [{ title: "x" }] }, "data.embeds[NOT_SIMULATED]"],
    [
      "with six rows",
      { components: many(6, (n) => row(button({ custom_id: `${n}` }))) },
      "data.components[BASE_TYPE_MAX_LENGTH]",
    ],
    [
      "with text as a component, without the flag",
      { components: [text("x")] },
      "data.components.0[UNION_TYPE_CHOICES]",
    ],
    ["with a flag that cannot be set", { content: "x", flags: 128 }, "data.flags[MESSAGE_FLAGS_INVALID]"],
    ["with a poll", { poll: {} }, "data.poll[NOT_SIMULATED]"],
    [
      "with an alt text of 1025",
      { content: "x", attachments: [{ id: 0, description: "x".repeat(1_025) }] },
      "data.attachments.0.description[BASE_TYPE_MAX_LENGTH]",
    ],
  ])("%s", async (_name, data, problem) => {
    const answer = await send(harness, data, "attachments" in data ? { 0: file } : undefined);
    expect(answer).toMatchObject({ status: 400, code: 50035, json: { message: "Invalid Form Body" } });
    expect(answer.problems).toContain(problem);
    expect(harness.sim.messages()).toEqual([]);
  });

  test.each([
    ["nothing", {}],
    ["blanks", { content: "  \n" }],
    ["empty lists", { content: "", embeds: [], components: [] }],
    ["no component, in V2", { flags: V2 }],
  ])("with %s in it", async (_name, data) => {
    expect(await send(harness, data)).toMatchObject({ status: 400, code: 50006 });
  });

  test("with all its problems at once, each in its place", async () => {
    const { problems } = await send(harness, {
      content: "x".repeat(2_001),
      embeds: [{ title: "x" }],
      components: [row(button({ label: undefined }))],
    });
    expect(problems).toHaveLength(3);
  });

  test("when it is no JSON, or no JSON at all", async () => {
    const handle = harness.draw();
    const post = async (contentType: string, body: string) => {
      const response = await fetch(`${harness.sim.apiUrl}/v10/interactions/${handle.id}/${handle.token}/callback`, {
        method: "POST",
        headers: { "user-agent": "DiscordBot (x, 1)", "content-type": contentType },
        body,
      });
      return { status: response.status, json: await response.json() };
    };
    expect(await post("application/json", "{")).toMatchObject({ status: 400, json: { code: 50109 } });
    expect(await post("text/plain", "hello")).toMatchObject({ status: 400, json: { code: 50035 } });
    expect(await post("application/json", "[]")).toMatchObject({ status: 400, json: { code: 50035 } });
  });
});
