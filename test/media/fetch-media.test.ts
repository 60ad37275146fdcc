// What a delivery stands on: a wrong type would be refused by the platform, one bad file would take the good ones with
// it, and memory without a bound would end the process in the middle of everybody's results.
import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import { createMediaFetcher } from "../../src/media/fetch-media.ts";
import type { ResultToFetch } from "../../src/media/fetch-media.ts";
import { createMemoryBudget, PROCESS_MEMORY } from "../../src/media/memory-budget.ts";
import { rejection } from "../generator/scripted-api.ts";
import { startMediaServer } from "./media-server.ts";
import { clipOf, plainPicture } from "./pictures.ts";

const MIB = 1024 * 1024;
const never = new AbortController().signal;
const closing: AsyncDisposable[] = [];
afterEach(async () => await Promise.all(closing.splice(0).map(async (one) => await one[Symbol.asyncDispose]())));

function fetcher(bytes = PROCESS_MEMORY.bytes, files = PROCESS_MEMORY.files) {
  const memory = createMemoryBudget({ bytes, files });
  const made = createMediaFetcher({ allowedHosts: ["127.0.0.1"], clock: systemClock, memory });
  closing.push(made);
  return made;
}

const ENDED_AT = Date.UTC(2026, 10, 20);
const resultOf = (...urls: readonly string[]): ResultToFetch => ({
  generationId: "discord:1234567890",
  media: urls.map((url) => ({ kind: url.includes("clip") ? "video" : "image", url })),
  prompt: "A red fox, in the snow",
  modelTitle: "Wan 2.7 Image",
  endedAt: ENDED_AT,
  maxClipBytes: 10 * MIB,
});

test.each([
  ["png", async () => await plainPicture("png"), "image/png"],
  ["jpg", async () => await plainPicture("jpeg"), "image/jpeg"],
  ["webp", async () => await plainPicture("webp"), "image/webp"],
  ["gif", async () => await plainPicture("gif"), "image/gif"],
  ["mp4", async () => clipOf("isom"), "video/mp4"],
  ["mov", async () => clipOf("qt  "), "video/quicktime"],
  ["webm", async () => Buffer.from("\x1a\x45\xdf\xa3\x93\x42\x82\x88webm....", "latin1"), "video/webm"],
])("%s is told by its bytes, not by what the server says", async (extension, make, contentType) => {
  const bytes = await make();
  await using server = await startMediaServer((_, response) =>
    response.writeHead(200, { "content-type": "application/octet-stream" }).end(bytes),
  );
  using result = await fetcher().fetch(resultOf(server.url("/1")), never);
  expect(result.problems).toEqual([]);
  expect(result.files).toEqual([
    {
      kind: contentType.split("/")[0],
      name: `a-red-fox-in-the-snow-567890-1.${extension}`,
      contentType,
      bytes,
      url: server.url("/1"),
      linkExpiresAt: ENDED_AT + 24 * 60 * 60_000,
      alt: "A red fox, in the snow",
    },
  ]);
});

test.each([
  ["a page", Buffer.from("<!doctype html><title>Sign in</title>")],
  ["nothing", Buffer.alloc(0)],
  ["a script behind a picture's signature", Buffer.from("\x89PNG\r\n\x1a\n<script>", "latin1")],
  ["a picture that no platform shows", clipOf("heic")],
  ["Matroska", Buffer.from("\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska", "latin1")],
])("%s is refused, although the server calls it a picture", async (_, bytes) => {
  await using server = await startMediaServer((__, response) =>
    response.writeHead(200, { "content-type": "image/png" }).end(bytes),
  );
  using result = await fetcher().fetch(resultOf(server.url("/1")), never);
  expect(result.problems).toMatchObject([{ code: "media.not_media" }]);
  expect(result.files).toMatchObject([{ bytes: null, url: server.url("/1"), contentType: "image/png" }]);
});

test("one bad file leaves the others in their places", async () => {
  const picture = await plainPicture("png");
  await using server = await startMediaServer(({ url }, response) =>
    url === "/2" ? response.writeHead(404).end() : response.end(picture),
  );
  using result = await fetcher().fetch(resultOf(server.url("/1"), server.url("/2"), server.url("/3")), never);
  expect(result.problems).toMatchObject([{ code: "media.unreachable", detail: { status: 404 } }]);
  expect(result.files.map(({ bytes, name }) => [bytes?.byteLength ?? null, name.slice(-5)])).toEqual([
    [picture.byteLength, "1.png"],
    [null, "2.png"],
    [picture.byteLength, "3.png"],
  ]);
});

test("a clip that the reply cannot take is left as a link", async () => {
  await using server = await startMediaServer((_, response) =>
    response.writeHead(200, { "content-length": String(10 * MIB + 1) }).flushHeaders(),
  );
  using result = await fetcher().fetch(resultOf(server.url("/clip")), never);
  expect(result.problems).toMatchObject([{ code: "media.too_large" }]);
  expect(result.files).toMatchObject([{ kind: "video", bytes: null, contentType: "video/mp4" }]);
});

describe("memory", () => {
  /** Three pictures' worth, at 32 MiB reserved for each until its size is known. */
  const ROOM = 96 * MIB;

  test("no more results are under way than there is room for, and all come through", async () => {
    const picture = await plainPicture("png");
    let open = 0;
    let most = 0;
    const held: (() => void)[] = [];
    const full = Promise.withResolvers<void>();
    await using server = await startMediaServer((_, response) => {
      most = Math.max(most, (open += 1));
      held.push(() => response.end(picture, () => (open -= 1)));
      if (held.length === 3) full.resolve();
    });
    const media = fetcher(ROOM);
    const all = Array.from({ length: 10 }, async () => {
      using result = await media.fetch(resultOf(server.url("/1")), never);
      return result.problems.length;
    });
    await full.promise;
    // Whoever was let in by mistake would have asked by the time these turns of the loop are over.
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    expect(held).toHaveLength(3);
    const every = Promise.all(all);
    for (let ended = 0; ended < 10; ended += 1) {
      while (held.length === 0) await new Promise(setImmediate);
      held.shift()?.();
    }
    expect(await every).toEqual(Array(10).fill(0));
    expect(most).toBeLessThanOrEqual(3);
  });

  test("a fetched result keeps only what it weighs, until it is disposed of", async () => {
    const picture = await plainPicture("png");
    await using server = await startMediaServer((_, response) => response.end(picture));
    const media = fetcher(32 * MIB + picture.byteLength);
    const first = await media.fetch(resultOf(server.url("/1")), never);
    // Fits only because the first gave back all but its own bytes.
    const second = await media.fetch(resultOf(server.url("/2")), never);
    const third = media.fetch(resultOf(server.url("/3")), never);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    expect(server.received.map(({ path }) => path)).toEqual(["/1", "/2"]);
    first[Symbol.dispose]();
    (await third)[Symbol.dispose]();
    second[Symbol.dispose]();
    expect(server.received.map(({ path }) => path)).toEqual(["/1", "/2", "/3"]);
  });

  test("bytes that are of no use take no room", async () => {
    const picture = await plainPicture("png");
    await using server = await startMediaServer(({ url }, response) => response.end(url === "/1" ? "<html>" : picture));
    const media = fetcher(32 * MIB);
    using first = await media.fetch(resultOf(server.url("/1")), never);
    using second = await media.fetch(resultOf(server.url("/2")), never);
    expect([first.problems.length, second.problems.length]).toEqual([1, 0]);
  });

  test("a result that wants more than there is gets all of it, and no file goes past it", async () => {
    await using server = await startMediaServer((_, response) => response.end(clipOf("isom")));
    using result = await fetcher(1_500).fetch(resultOf(server.url("/1"), server.url("/2")), never);
    expect(result.problems).toMatchObject([{ code: "media.too_large" }]);
    expect(result.files.filter(({ bytes }) => bytes !== null)).toHaveLength(1);
  });

  test("files beyond those that there can be are left as links", async () => {
    const picture = await plainPicture("png");
    await using server = await startMediaServer((_, response) => response.end(picture));
    using result = await fetcher(96 * MIB, 2).fetch(
      resultOf(server.url("/1"), server.url("/2"), server.url("/3")),
      never,
    );
    expect(result.problems).toMatchObject([{ code: "media.too_large" }]);
    expect(result.files.map(({ bytes }) => bytes !== null)).toEqual([true, true, false]);
    expect(server.received).toHaveLength(2);
  });

  test("an abort during a download frees its room", async () => {
    const asked = Promise.withResolvers<void>();
    const picture = await plainPicture("png");
    await using server = await startMediaServer(({ url }, response) => {
      if (url === "/2") response.end(picture);
      asked.resolve();
    });
    const media = fetcher(32 * MIB);
    const stop = new AbortController();
    const hanging = media.fetch(resultOf(server.url("/1")), stop.signal);
    await asked.promise;
    stop.abort(new Error("going down"));
    expect(await rejection(hanging)).toMatchObject({ message: "going down" });
    using result = await media.fetch(resultOf(server.url("/2")), never);
    expect(result.problems).toEqual([]);
  });
});
