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
    ["with eleven embeds", { embeds: many(11, () => ({ title: "x" })) }, "data.embeds[BASE_TYPE_MAX_LENGTH]"],
    ["with a title of 257", { embeds: [{ title: "x".repeat(257) }] }, "data.embeds.0.title[BASE_TYPE_MAX_LENGTH]"],
    [
      "with a description of 4097",
      { embeds: [{ description: "x".repeat(4_097) }] },
      "data.embeds.0.description[BASE_TYPE_MAX_LENGTH]",
    ],
    [
      "with 26 fields",
      { embeds: [{ fields: many(26, () => ({ name: "a", value: "b" })) }] },
      "data.embeds.0.fields[BASE_TYPE_MAX_LENGTH]",
    ],
    [
      "with a field name of 257",
      { embeds: [{ fields: [{ name: "x".repeat(257), value: "b" }] }] },
      "data.embeds.0.fields.0.name[BASE_TYPE_BAD_LENGTH]",
    ],
    [
      "with a field value of 1025",
      { embeds: [{ fields: [{ name: "a", value: "x".repeat(1_025) }] }] },
      "data.embeds.0.fields.0.value[BASE_TYPE_BAD_LENGTH]",
    ],
    [
      "with a footer of 2049",
      { embeds: [{ footer: { text: "x".repeat(2_049) } }] },
      "data.embeds.0.footer.text[BASE_TYPE_MAX_LENGTH]",
    ],
    [
      "with an author of 257",
      { embeds: [{ author: { name: "x".repeat(257) } }] },
      "data.embeds.0.author.name[BASE_TYPE_MAX_LENGTH]",
    ],
    [
      "with 6001 characters over its embeds",
      { embeds: [{ description: "x".repeat(3_001) }, { description: "x".repeat(3_000) }] },
      "data.embeds[MAX_EMBED_SIZE_EXCEEDED]",
    ],
    [
      "with an embedded picture that is not attached",
      { embeds: [{ image: { url: "attachment://a.png" } }] },
      "data.embeds.0.image.url[EMBED_ATTACHMENT_INVALID]",
    ],
    [
      "with an embedded link of another scheme",
      { embeds: [{ url: "ftp://x" }] },
      "data.embeds.0.url[URL_TYPE_INVALID_SCHEME]",
    ],
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
    const embeds = [{ title: "x".repeat(257) }];
    const { problems } = await send(harness, {
      content: "x".repeat(2_001),
      embeds,
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
