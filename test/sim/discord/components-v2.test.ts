// Were this wrong, a card of components that Discord refuses would be drawn here, and an edit would fail where it counts.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHarness, text, V2, type Harness } from "./harness.ts";
import { button, file, many, row, send } from "./pieces.ts";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const link = { media: { url: "https://example.org/a.png" } };
const galleryOf = (count: number): object => ({ type: 12, items: many(count, () => link) });

describe("Components V2 refuses", () => {
  test.each<[string, object[], string]>([
    ["an unknown type", [{ type: 99 }], "data.components.0[UNION_TYPE_CHOICES]"],
    ["a type that the bot never sends", [{ type: 14 }], "data.components.0[UNION_TYPE_CHOICES]"],
    ["no type", [{}], "data.components.0.type[BASE_TYPE_REQUIRED]"],
    ["a bare button", [button()], "data.components.0[UNION_TYPE_CHOICES]"],
    ["an empty text", [text("")], "data.components.0.content[BASE_TYPE_BAD_LENGTH]"],
    ["a text of 4001", [text("x".repeat(4_001))], "data.components.0.content[BASE_TYPE_BAD_LENGTH]"],
    [
      "4001 characters over its texts",
      [text("x".repeat(4_000)), { type: 17, components: [text("y")] }],
      "data.components[COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED]",
    ],
    [
      "41 components, nested ones counted",
      [{ type: 17, components: many(40, () => galleryOf(1)) }],
      "data.components[COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED]",
    ],
    ["an empty container", [{ type: 17, components: [] }], "data.components.0.components[BASE_TYPE_BAD_LENGTH]"],
    [
      "a container in a container",
      [{ type: 17, components: [{ type: 17, components: [text("x")] }] }],
      "data.components.0.components.0[UNION_TYPE_CHOICES]",
    ],
    [
      "a colour beyond white",
      [{ type: 17, accent_color: 0x1000000, components: [text("x")] }],
      "data.components.0.accent_color[NUMBER_TYPE_MAX]",
    ],
    [
      "a section without an accessory",
      [{ type: 9, components: [text("x")] }],
      "data.components.0.accessory[BASE_TYPE_REQUIRED]",
    ],
    [
      "a section of four texts",
      [{ type: 9, components: many(4, () => text("x")), accessory: button() }],
      "data.components.0.components[BASE_TYPE_BAD_LENGTH]",
    ],
    [
      "a section of a button",
      [{ type: 9, components: [button()], accessory: button() }],
      "data.components.0.components.0[UNION_TYPE_CHOICES]",
    ],
    [
      "a section beside a text",
      [{ type: 9, components: [text("x")], accessory: text("x") }],
      "data.components.0.accessory[UNION_TYPE_CHOICES]",
    ],
    ["a bare thumbnail", [{ type: 11, ...link }], "data.components.0[UNION_TYPE_CHOICES]"],
    ["a gallery of nothing", [{ type: 12, items: [] }], "data.components.0.items[BASE_TYPE_BAD_LENGTH]"],
    ["a gallery of eleven", [galleryOf(11)], "data.components.0.items[BASE_TYPE_BAD_LENGTH]"],
    [
      "a gallery's alt text of 1025",
      [{ type: 12, items: [{ ...link, description: "x".repeat(1_025) }] }],
      "data.components.0.items.0.description[BASE_TYPE_MAX_LENGTH]",
    ],
    [
      "a gallery item without a medium",
      [{ type: 12, items: [{}] }],
      "data.components.0.items.0.media[BASE_TYPE_REQUIRED]",
    ],
    [
      "a medium of another scheme",
      [{ type: 12, items: [{ media: { url: "data:image/png;base64,AA" } }] }],
      "data.components.0.items.0.media.url[UNFURLED_MEDIA_ITEM_INVALID_URL]",
    ],
    [
      "a medium that is not attached",
      [{ type: 12, items: [{ media: { url: "attachment://a.png" } }] }],
      "data.components.0.items.0.media.url[UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND]",
    ],
    [
      "a file from elsewhere",
      [{ type: 13, file: { url: "https://example.org/a.zip" } }],
      "data.components.0.file.url[UNFURLED_MEDIA_ITEM_INVALID_URL]",
    ],
    [
      "one number twice",
      [
        { ...text("x"), id: 7 },
        { ...text("y"), id: 7 },
      ],
      "data.components.1.id[COMPONENT_ID_DUPLICATED]",
    ],
    ["a number beyond 32 bits", [{ ...text("x"), id: 2 ** 31 }], "data.components.0.id[NUMBER_TYPE_MAX]"],
  ])("%s", async (_name, components, problem) => {
    const answer = await send(harness, { flags: V2, components });
    expect(answer).toMatchObject({ status: 400, code: 50035 });
    expect(answer.problems).toContain(problem);
    expect(harness.sim.messages()).toEqual([]);
  });
});

describe("a message may hold", () => {
  test("exactly as much as is allowed", async () => {
    expect(await send(harness, { content: "x".repeat(2_000) })).toMatchObject({ status: 204 });
    const section = { type: 9, components: [text("x".repeat(3_999))], accessory: { type: 11, ...link } };
    const rest = many(33, () => galleryOf(1));
    const container = { type: 17, components: [section, galleryOf(10), row(button()), ...rest] };
    expect(await send(harness, { flags: V2, components: [container] })).toMatchObject({ status: 204 });
  });
});

describe("Components V2", () => {
  test.each([
    ["content", { content: "x" }],
    ["embeds", { embeds: [{ title: "x" }] }],
    ["poll", { poll: {} }],
    ["sticker_ids", { sticker_ids: ["1"] }],
  ])("has no room for %s", async (key, data) => {
    const answer = await send(harness, { ...data, flags: V2, components: [text("x")] });
    expect(answer.problems).toEqual([`data.${key}[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]`]);
  });

  test("needs the old content emptied when an edit switches it on", async () => {
    const { handle, message } = await harness.reply({ content: "x" });
    const edit = async (body: object) => await harness.call("PATCH", harness.webhook(handle, "@original"), { body });
    const body = { flags: V2, components: [text("y")] };
    expect((await edit(body)).problems).toEqual(["content[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]"]);
    expect(await edit({ ...body, content: null })).toMatchObject({ status: 200 });
    expect(message).toMatchObject({ flags: V2, content: "" });
  });

  test("cannot be left again, and is named in every edit", async () => {
    const { handle, message } = await harness.reply({ flags: V2, components: [text("x")] });
    const edit = async (body: object) => await harness.call("PATCH", harness.webhook(handle, "@original"), { body });
    const removed = "flags[MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG]";
    expect((await edit({ flags: 0 })).problems).toEqual([removed]);
    expect((await edit({ content: "y", components: [] })).problems).toContain(removed);
    expect((await edit({ components: [text("y")] })).problems).toContain("components.0[UNION_TYPE_CHOICES]");
    expect(await edit({ flags: V2, components: [text("y")] })).toMatchObject({ status: 200 });
    expect(await edit({ allowed_mentions: { parse: [] } })).toMatchObject({ status: 200 });
    expect(message).toMatchObject({ flags: V2, components: [text("y")] });
  });
});

describe("an answer shows", () => {
  test("components with ids and their media with addresses", async () => {
    const gallery = { type: 12, items: [{ media: { url: "attachment://a.png" } }] };
    const { message, handle } = await harness.reply(
      { flags: V2, components: [{ type: 17, id: 2, components: [gallery, text("x")] }], attachments: [{ id: 0 }] },
      { files: { 0: file } },
    );
    const { json } = await harness.call("GET", harness.webhook(handle, "@original"));
    const [attachment] = message.attachments;
    expect(json).toMatchObject({
      flags: V2,
      attachments: [],
      components: [
        {
          id: 2,
          components: [
            {
              id: 1,
              items: [{ media: { url: attachment?.url, attachment_id: attachment?.id, content_type: "image/png" } }],
            },
            { id: 3, content: "x" },
          ],
        },
      ],
    });
    expect(message.components).toEqual([{ type: 17, id: 2, components: [gallery, text("x")] }]);
  });
});
