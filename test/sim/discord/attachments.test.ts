// Were this wrong, media that was paid for could vanish with an edit, or never show, and no test would see it.
import { createHash } from "node:crypto";
import { REST, Routes } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHarness, text, V2, type Answer, type File, type Replied, type Harness } from "./harness.ts";

const MIB = 2 ** 20;
const a: File = { name: "a.png", bytes: Uint8Array.of(1, 2, 3) };
const b: File = { name: "b.mp4", bytes: Uint8Array.of(4, 5) };
const c: File = { name: "c.txt", bytes: Uint8Array.of(6) };
const gallery = (...names: string[]): object => ({
  type: 12,
  items: names.map((name) => ({ media: { url: `attachment://${name}` } })),
});
const NOT_FOUND = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND";

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const names = (replied: Replied): string[] => replied.message.attachments.map(({ filename }) => filename);
const edit = async ({ handle }: Replied, body: object, files?: Record<string, File>): Promise<Answer> =>
  await harness.call("PATCH", harness.webhook(handle, "@original"), { body, ...(files && { files }) });

describe("an upload", () => {
  test("keeps its bytes, its kind and what is said of it", async () => {
    const attachments = [
      { id: "0", description: "A cat", is_spoiler: true },
      { id: 1, filename: "clip.mp4" },
    ];
    const { message } = await harness.reply({ content: "x", attachments }, { files: { 0: a, 1: b } });
    expect(message.attachments).toMatchObject([
      {
        filename: "a.png",
        contentType: "image/png",
        size: 3,
        description: "A cat",
        spoiler: true,
        sha256: createHash("sha256").update(a.bytes).digest("hex"),
      },
      { filename: "clip.mp4", contentType: "video/mp4", size: 2, description: undefined, spoiler: false },
    ]);
    const response = await fetch(message.attachments[0]?.url ?? "");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(a.bytes);
    expect(harness.sim.requests.at(-1)?.files).toMatchObject([{ field: "files[0]", name: "a.png", size: 3 }, {}]);
  });

  test("by discord.js arrives whole", async () => {
    const rest = new REST({ api: harness.sim.apiUrl }).setToken(harness.sim.token);
    await rest.post(Routes.channelMessages(harness.fixtures.channels[0].id), {
      body: { content: "x", attachments: [{ id: 0, description: "A cat" }] },
      files: [{ name: "a.png", data: Buffer.from(a.bytes) }],
    });
    expect(harness.sim.messages()).toMatchObject([
      { attachments: [{ filename: "a.png", description: "A cat", bytes: a.bytes }] },
    ]);
  });

  test("has a clean name, and SPOILER_ hides it", async () => {
    const files = { 0: { ...a, name: "SPOILER_my cät!.png" } };
    const { message } = await harness.reply({}, { files });
    expect(message.attachments).toMatchObject([{ filename: "SPOILER_my_ct.png", spoiler: true }]);
  });

  test("is refused beyond ten of them", async () => {
    const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [n, { ...a, name: `${n}.png` }]));
    const answer = await harness.callback(harness.draw(), { type: 4, data: {} }, { files: eleven });
    expect(answer).toMatchObject({ status: 400, code: 30015 });
    const ten = Object.fromEntries(Object.entries(eleven).slice(1));
    const replied = await harness.reply({}, { files: ten });
    expect(await edit(replied, {}, { 0: a })).toMatchObject({ status: 400, code: 30015 });
    expect(replied.message.attachments).toHaveLength(10);
  });

  test("is refused beyond the size that is taken, which may be less than was advertised", async () => {
    const large = (mib: number): Record<string, File> => ({ 0: { ...a, bytes: new Uint8Array(mib * MIB + 1) } });
    const refused = { status: 413, code: 40005 };
    const replied = await harness.reply({ content: "x" });
    expect(await edit(replied, {}, large(10))).toMatchObject(refused);
    expect(await edit(replied, {}, large(9))).toMatchObject({ status: 200 });
    harness.sim.changeGuild(harness.fixtures.guild, { uploadLimitBytes: 20 * MIB, realUploadLimitBytes: 5 * MIB });
    const { handle, message } = await harness.reply({ content: "x" });
    expect(await edit({ handle, message }, {}, large(5))).toMatchObject(refused);
    expect(await harness.call("POST", harness.channel(), { body: {}, files: large(5) })).toMatchObject(refused);
    expect(await edit({ handle, message }, {}, large(4))).toMatchObject({ status: 200 });
  });

  test("can be as large as the person's own limit says", async () => {
    const handle = harness.draw({ attachmentSizeLimit: 12 * MIB });
    const files = { 0: { ...a, bytes: new Uint8Array(11 * MIB) } };
    expect(await harness.callback(handle, { type: 4, data: {} }, { files })).toMatchObject({ status: 204 });
  });

  test.each([
    [
      "a list that names a file which is not there",
      { attachments: [{ id: 1 }] },
      "data.attachments.0.id[ATTACHMENT_NOT_FOUND]",
    ],
    [
      "a list that names a file twice",
      { attachments: [{ id: "0" }, { id: "0" }] },
      "data.attachments.1.id[ATTACHMENT_NOT_FOUND]",
    ],
    ["a list without ids", { attachments: [{ filename: "a.png" }] }, "data.attachments.0.id[BASE_TYPE_REQUIRED]"],
  ])("is refused with %s", async (_name, data, problem) => {
    const { problems } = await harness.callback(harness.draw(), { type: 4, data }, { files: { 0: a } });
    expect(problems).toEqual([problem]);
  });

  test("is refused under another field name", async () => {
    const form = new FormData();
    form.set("payload_json", "{}");
    form.set("file", new Blob([Buffer.from(a.bytes)]), "a.png");
    const response = await fetch(`${harness.sim.apiUrl}/v10${harness.channel()}`, {
      method: "POST",
      headers: { authorization: `Bot ${harness.sim.token}`, "user-agent": "DiscordBot (x, 1)" },
      body: form,
    });
    expect(await response.json()).toMatchObject({ code: 50035, errors: { file: {} } });
  });
});

describe("an edit", () => {
  test("without a list keeps what there is and appends", async () => {
    const replied = await harness.reply({ content: "x" }, { files: { 0: a } });
    await edit(replied, { content: "y" });
    expect(names(replied)).toEqual(["a.png"]);
    await edit(replied, {}, { 0: b });
    expect(names(replied)).toEqual(["a.png", "b.mp4"]);
  });

  test("with a list keeps exactly what it names, and a lost file is gone from the CDN", async () => {
    const replied = await harness.reply({ content: "x" }, { files: { 0: a, 1: b } });
    const [first, second] = replied.message.attachments;
    const keep = { attachments: [{ id: second?.id, description: "kept" }, { id: "0" }] };
    expect(await edit(replied, keep, { 0: c, 1: a })).toMatchObject({ status: 200 });
    expect(names(replied)).toEqual(["b.mp4", "c.txt"]);
    expect(replied.message.attachments[0]).toMatchObject({ id: second?.id, description: "kept" });
    expect((await fetch(first?.url ?? "")).status).toBe(404);
    expect((await fetch(replied.message.attachments[0]?.url ?? "")).status).toBe(200);
    await edit(replied, { attachments: [] });
    expect(names(replied)).toEqual([]);
    expect(replied.message.revisions.map(({ attachments }) => attachments.length)).toEqual([2, 2, 0]);
  });

  test("cannot name a file of another message", async () => {
    const other = await harness.reply({}, { files: { 0: a } });
    const replied = await harness.reply({ content: "x" });
    const { problems } = await edit(replied, { attachments: [{ id: other.message.attachments[0]?.id }] });
    expect(problems).toEqual(["attachments.0.id[ATTACHMENT_NOT_FOUND]"]);
  });

  test("may not leave the message empty", async () => {
    const replied = await harness.reply({}, { files: { 0: a } });
    expect(await edit(replied, { attachments: [] })).toMatchObject({ status: 400, code: 50006 });
    expect(names(replied)).toEqual(["a.png"]);
  });
});

describe("in Components V2", () => {
  test("a file that nothing refers to is kept and not shown", async () => {
    const { message } = await harness.reply({ flags: V2, components: [gallery("a.png")] }, { files: { 0: a, 1: b } });
    expect(message.attachments.map(({ filename, shown }) => [filename, shown])).toEqual([
      ["a.png", true],
      ["b.mp4", false],
    ]);
  });

  test("an edit that brings a file lists it, or cannot show it", async () => {
    const replied = await harness.reply({ flags: V2, components: [text("x")] });
    const body = { flags: V2, components: [gallery("a.png")] };
    expect((await edit(replied, body, { 0: a })).problems).toEqual([`components.0.items.0.media.url[${NOT_FOUND}]`]);
    expect(await edit(replied, { ...body, attachments: [{ id: 0 }] }, { 0: a })).toMatchObject({ status: 200 });
    expect(replied.message.attachments).toMatchObject([{ filename: "a.png", shown: true }]);
  });

  test("an edit that keeps a file repeats its name, or cannot show it", async () => {
    const replied = await harness.reply({ flags: V2, components: [gallery("a.png")] }, { files: { 0: a } });
    const id = replied.message.attachments[0]?.id;
    const body = { flags: V2, components: [text("x"), gallery("a.png")] };
    const problem = `components.1.items.0.media.url[${NOT_FOUND}]`;
    expect((await edit(replied, body)).problems).toEqual([problem]);
    expect((await edit(replied, { ...body, attachments: [{ id }] })).problems).toEqual([problem]);
    const named = { ...body, attachments: [{ id, filename: "a.png" }] };
    expect(await edit(replied, named)).toMatchObject({ status: 200, json: { attachments: [] } });
    expect(replied.message.attachments).toMatchObject([{ id, shown: true }]);
  });

  test("an edit cannot take away a file that is still shown", async () => {
    const replied = await harness.reply({ flags: V2, components: [gallery("a.png")] }, { files: { 0: a } });
    expect((await edit(replied, { attachments: [] })).problems).toEqual([`components[${NOT_FOUND}]`]);
  });

  test("a text is no picture", async () => {
    const data = { flags: V2, components: [gallery("c.txt")] };
    const { problems } = await harness.callback(harness.draw(), { type: 4, data }, { files: { 0: c } });
    expect(problems).toEqual(["data.components.0.items.0.media.url[UNFURLED_MEDIA_ITEM_UNSUPPORTED_TYPE]"]);
    const file = { type: 13, file: { url: "attachment://c.txt" } };
    const { message } = await harness.reply({ flags: V2, components: [file] }, { files: { 0: c } });
    expect(message.attachments).toMatchObject([{ shown: true }]);
  });
});
