// What a person uploads on Slack opens to the bot's token alone, and MindVideo has none. If one of these fails, a run is made
// of a page to sign in, the token is handed out, or a workspace reads another one's files.

import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UserError } from "../../src/domain/errors/errors.ts";
import type { Attachment, OptionValues } from "../../src/domain/messages/invocation.ts";
import { sayRefusal } from "../../src/wording/refusals/say-refusal.ts";
import { MP4, PNG } from "../sim/slack/media.ts";
import { attachmentOf, share } from "../platforms/slack/uploads.ts";
import { openUploads } from "./uploads-harness.ts";
import type { Bot, UploadsHarness } from "./uploads-harness.ts";

const MIB = 1024 * 1024;
const MP3 = Buffer.from("ID3 and so on");
const filled = (start: Uint8Array, bytes: number): Buffer =>
  Buffer.concat([start, Buffer.alloc(bytes - start.length, 7)]);
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

let harness: UploadsHarness;
beforeEach(async () => {
  harness = await openUploads();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const upload = (bytes: Uint8Array, name = "fox.png", fixtures = harness.fixtures): Attachment =>
  attachmentOf(share(fixtures, bytes, name));
const wan = (more: OptionValues): OptionValues => ({ model: "wan2-7-image", prompt: "PROMPT", ...more });
const qwen = (more: OptionValues): OptionValues => ({ model: "qwen-image-2-0-pro", prompt: "PROMPT", ...more });

/** The ID of the run that an answer is the card of. */
async function begun(bot: Bot, command: string, values: OptionValues, fixtures = harness.fixtures): Promise<string> {
  const answer = await bot.run(fixtures, command, values);
  if (answer.kind !== "card") throw new Error(`answered with ${answer.kind}`);
  return answer.card.generationId;
}

/** Runs it to its end; resolves with what MindVideo read. */
async function references(bot: Bot, command: string, values: OptionValues) {
  const { status } = await bot.ended(await begun(bot, command, values));
  expect(status).toMatchObject({ kind: "made" });
  return harness.mindvideo.tasks.at(-1)?.references ?? [];
}

async function refusal(bot: Bot, command: string, values: OptionValues): Promise<UserError> {
  const error: unknown = await bot.run(harness.fixtures, command, values).catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw new Error("not refused");
  expect(harness.mindvideo.posts).toEqual([]);
  expect(await bot.store.unfinished()).toEqual([]);
  return error;
}

/** Nothing in it opens a file at Slack, or says who may. */
function expectNoSecrets(texts: readonly string[]): void {
  expect(texts.join("\n")).not.toMatch(/xoxb|xapp|files-pri/);
}

describe("a model that takes data URIs", () => {
  test("is sent the file itself", async () => {
    await using bot = await harness.start({ lends: false });
    const [one, two] = [filled(PNG, 50_000), filled(PNG, 70_000)];
    const read = await references(bot, "image", wan({ image: upload(one), image_2: upload(two) }));
    expect(read).toMatchObject([
      { field: "image_urls", outcome: "decoded", contentType: "image/png", sha256: sha256(one) },
      { field: "image_urls", outcome: "decoded", contentType: "image/png", sha256: sha256(two) },
    ]);
    expectNoSecrets(harness.mindvideo.posts.map(({ rawBody, headers }) => rawBody + JSON.stringify(headers)));
  });

  test("within its own limit; what is larger is lent, or needs the operator", async () => {
    const image = upload(filled(PNG, 8 * MIB));
    const values = { model: "gemini-2-5-flash-image-preview-official", prompt: "PROMPT", image };
    {
      await using bot = await harness.start({ lends: false });
      const error = await refusal(bot, "image", values);
      expect(error).toMatchObject({ code: "file.not_lendable", detail: { options: ["image"], tooLarge: true } });
    }
    await using bot = await harness.start();
    expect(await references(bot, "image", values)).toMatchObject([
      { outcome: "fetched", sha256: sha256(filled(PNG, 8 * MIB)) },
    ]);
  });

  test("gets as many as a request holds, and the address of the others", async () => {
    await using bot = await harness.start();
    const files = Array.from({ length: 3 }, (_, index) => filled(PNG, 9 * MIB + index));
    const [image, image_2, image_3] = files.map((bytes) => upload(bytes));
    if (image === undefined || image_2 === undefined || image_3 === undefined) throw new Error("no files");
    const read = await references(bot, "image", wan({ image, image_2, image_3 }));
    expect(read.map(({ outcome }) => outcome)).toEqual(["decoded", "decoded", "fetched"]);
    expect(read.map((one) => one.sha256)).toEqual(files.map(sha256));
  });
});

describe("a model that takes addresses alone", () => {
  test("is lent the file, for as long as it is at work", async () => {
    await using bot = await harness.start();
    const bytes = filled(PNG, 120_000);
    const [read] = await references(bot, "image", qwen({ image: upload(bytes, "Fox.png") }));
    expect(read).toMatchObject({ outcome: "fetched", contentType: "image/png", sha256: sha256(bytes) });
    expect(read?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/lent\/[\w-]{43}\.png$/);
    expect((await fetch(read?.url ?? "")).status).toBe(404);
    expectNoSecrets(harness.mindvideo.posts.map(({ rawBody, headers }) => rawBody + JSON.stringify(headers)));
  });

  test("reads pictures, a first frame, clips and voices", async () => {
    await using bot = await harness.start();
    const read = await references(bot, "r2v", {
      prompt: "PROMPT",
      image: upload(PNG),
      voice: upload(MP3, "voice.mp3"),
      first_frame: upload(filled(PNG, 90_000)),
      video: upload(MP4, "walk.mp4"),
    });
    expect(read.map(({ field, role, outcome, contentType }) => ({ field, role, outcome, contentType }))).toEqual([
      { field: "image_with_roles", role: "reference_image", outcome: "fetched", contentType: "image/png" },
      { field: "image_with_roles", role: "first_frame", outcome: "fetched", contentType: "image/png" },
      { field: "video_urls", role: undefined, outcome: "fetched", contentType: "video/mp4" },
      { field: "reference_voice", role: undefined, outcome: "fetched", contentType: "audio/mpeg" },
    ]);
  });

  test("is for the operator to make possible: before any money is held, in words that say how", async () => {
    await using bot = await harness.start({ lends: false });
    const error = await refusal(bot, "image", qwen({ image: upload(PNG), image_2: upload(PNG) }));
    const text = JSON.stringify(sayRefusal(error));
    for (const word of ["image", "image_2", "PORT", "PUBLIC_URL", "nothing was charged"]) expect(text).toContain(word);
    // What it can do without: a link.
    const link = qwen({ image: "https://example.com/a.png" });
    expect(await bot.run(harness.fixtures, "image", link)).toMatchObject({ kind: "card" });
  });
});

describe("a file of the wrong kind or size is refused before any money is held", () => {
  test.each([
    ["a clip for a picture", "walk.mp4", MP4, { kind: "file-kind", option: "image" }],
    ["a text for a picture", "notes.txt", Buffer.from("notes"), { kind: "file-kind", option: "image" }],
    ["more than the model takes", "big.png", filled(PNG, 21 * MIB), { kind: "file-bytes", maxBytes: 20 * MIB }],
  ])("%s", async (_, name, bytes, problem) => {
    await using bot = await harness.start();
    const error = await refusal(bot, "image", wan({ image: upload(bytes, name) }));
    expect(error).toMatchObject({ code: "request.invalid", detail: { problems: [problem] } });
  });
});

test("a file that is gone by then costs nothing, and Run again finds it once it is back", async () => {
  await using bot = await harness.start();
  const [channel] = harness.fixtures.channels;
  const files = [wan({ image: upload(PNG) }), qwen({ image: upload(PNG) })];
  harness.slack.changeChannel(channel, { botIsMember: false });
  const ids = await Promise.all(files.map(async (values) => await begun(bot, "image", values)));
  for (const id of ids) {
    expect((await bot.ended(id)).status).toMatchObject({ kind: "failed", cost: 0, code: "file.gone" });
  }
  expect(harness.mindvideo.posts).toEqual([]);
  harness.slack.changeChannel(channel, { botIsMember: true });
  for (const id of ids) {
    const answer = await bot.press(harness.fixtures, "again", id);
    if (answer.kind !== "card") throw new Error("no card");
    expect((await bot.ended(answer.card.generationId)).status).toMatchObject({ kind: "made" });
  }
  expect(new Set(harness.mindvideo.posts.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
});

test("a restart in between sends the same again: one task, one charge, the files read by the next process (P2)", async () => {
  const { mindvideo } = harness;
  const bytes = filled(PNG, 60_000);
  const { promise: until, resolve: release } = Promise.withResolvers<void>();
  {
    await using bot = await harness.start();
    mindvideo.faults.add({ on: "create", kind: "hold", until, times: 2 });
    await begun(bot, "image", wan({ image: upload(bytes) }));
    await begun(bot, "image", qwen({ image: upload(bytes) }));
    await mindvideo.waitFor(({ posts }) => posts.length === 2);
  }
  await using next = await harness.start();
  release();
  const keys = mindvideo.posts.map(({ idempotencyKey = "" }) => idempotencyKey);
  for (const key of keys) expect((await next.ended(`slack:${key}`)).status).toMatchObject({ kind: "made" });
  for (const key of keys) {
    const bodies = mindvideo.posts.filter(({ idempotencyKey }) => idempotencyKey === key).map(({ rawBody }) => rawBody);
    expect(bodies.length).toBeGreaterThan(1);
    expect(new Set(bodies).size).toBe(1);
  }
  expect(mindvideo.tasks).toHaveLength(2);
  expect(mindvideo.charges).toHaveLength(2);
  expect(mindvideo.tasks.flatMap(({ references: read }) => read.map((one) => one.sha256))).toEqual([
    sha256(bytes),
    sha256(bytes),
  ]);
});

test("two workspaces: each file is read with its own token, and none by the other's run", async () => {
  await using bot = await harness.start();
  const other = harness.slack.addFixtures({ name: "Other" });
  const [ours, theirs] = [filled(PNG, 1_000), filled(PNG, 2_000)];
  const values = (fixtures = harness.fixtures, bytes = ours) => qwen({ image: upload(bytes, "fox.png", fixtures) });
  const ids = [await begun(bot, "image", values()), await begun(bot, "image", values(other, theirs), other)];
  for (const id of ids) expect((await bot.ended(id)).status).toMatchObject({ kind: "made" });
  const read = harness.mindvideo.tasks.map(({ references: [file] }) => file?.sha256);
  expect(new Set(read)).toEqual(new Set([sha256(ours), sha256(theirs)]));
  for (const { status } of harness.slack.requests.filter(({ method }) => method === "download"))
    expect(status).toBe(200);
  // However it came about: a file of one in a command of the other.
  for (const strange of [values(other, theirs), wan({ image: upload(theirs, "fox.png", other) })]) {
    const id = await begun(bot, "image", strange);
    expect((await bot.ended(id)).status).toMatchObject({ kind: "failed", cost: 0, code: "file.gone" });
  }
  expect(harness.mindvideo.tasks).toHaveLength(2);
});

test("prompts, tokens and addresses stay out of the log", async () => {
  await using bot = await harness.start();
  harness.slack.failNext({ method: "download", status: 404 });
  await bot.ended(await begun(bot, "image", wan({ image: upload(PNG) })));
  await bot.ended(await begun(bot, "image", qwen({ image: upload(PNG) })));
  expectNoSecrets(harness.log.lines);
  expect(harness.log.lines.join("\n")).not.toMatch(/PROMPT|\/lent\/[\w-]|data:image/);
});
