// A lent address is all that stands between a workspace's private files and the internet: it must open one file, for one
// run, for as long as that is at work, and say nothing to anybody who guesses.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RetryableError } from "../../src/domain/errors/errors.ts";
import { ZERO } from "../../src/domain/money/money.ts";
import { createLending } from "../../src/media/lend.ts";
import { PNG } from "../sim/slack/media.ts";
import { attachmentOf, share } from "../platforms/slack/uploads.ts";
import { BYTES, got, openLending } from "./lending-harness.ts";
import type { LendingHarness } from "./lending-harness.ts";

const HOUR_MS = 60 * 60_000;

let harness: LendingHarness;
beforeEach(async () => {
  harness = await openLending();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const part = async (path: string, range: string, more: Record<string, string> = {}) =>
  await harness.get(path, { headers: { range, ...more } });

/** What anybody reads who asks for what there is not, but for the date. */
async function nothing() {
  const { status, headers, bytes } = await harness.get("/lent/nothing-of-the-kind");
  return { status, bytes, headers: [...headers.keys()] };
}
async function expectNothing(path: string): Promise<void> {
  const { status, headers, bytes } = await harness.get(path);
  expect({ status, bytes, headers: [...headers.keys()] }).toEqual(await nothing());
  expect(status).toBe(404);
  expect(bytes).toHaveLength(0);
}

describe("a lent file", () => {
  test("is served whole, as what it is, to be looked at by no browser", async () => {
    const { path, url } = await harness.lend();
    expect(url).toMatch(/^https:\/\/bot\.example\/lent\/[\w-]{43}\.png$/);
    const { status, headers, bytes } = await harness.get(path);
    expect({ status, bytes: bytes.equals(BYTES) }).toEqual({ status: 200, bytes: true });
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": `${BYTES.length}`,
      "accept-ranges": "bytes",
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    });
  });

  test("tells its size and kind to HEAD", async () => {
    const { path } = await harness.lend();
    const { status, headers, bytes } = await harness.get(path, { method: "HEAD" });
    expect({ status, bytes: bytes.length }).toEqual({ status: 200, bytes: 0 });
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": `${BYTES.length}`,
    });
  });

  test.each([
    ["bytes=0-0", 0, 0],
    ["bytes=10-19", 10, 19],
    ["bytes=70000-140000", 70_000, 140_000],
    [`bytes=${BYTES.length - 1}-`, BYTES.length - 1, BYTES.length - 1],
    ["bytes=1000-99999999", 1_000, BYTES.length - 1],
    ["bytes=-500", BYTES.length - 500, BYTES.length - 1],
    ["bytes=-99999999", 0, BYTES.length - 1],
    ["bytes=0-", 0, BYTES.length - 1],
  ])("is served in part: %s", async (range, first, last) => {
    const { path } = await harness.lend();
    const { status, headers, bytes } = await part(path, range);
    expect(status).toBe(206);
    expect(headers.get("content-range")).toBe(`bytes ${first}-${last}/${BYTES.length}`);
    expect(headers.get("content-length")).toBe(`${last - first + 1}`);
    expect(bytes.equals(BYTES.subarray(first, last + 1))).toBe(true);
  });

  test.each(["bytes=0-1,5-6", "bytes=9-3", "bytes=-", "bytes=x-y", "items=0-1", ""])(
    "is served whole where a part cannot be made out: %s",
    async (range) => {
      const { path } = await harness.lend();
      const { status, bytes } = await part(path, range);
      expect([status, bytes.length]).toEqual([200, BYTES.length]);
    },
  );

  test("is served whole to who holds a part of what may be another one", async () => {
    const { path } = await harness.lend();
    expect(await part(path, "bytes=5-6", { "if-range": '"tag"' })).toMatchObject({ status: 200 });
  });

  test.each([`bytes=${BYTES.length}-`, "bytes=99999999-99999999", "bytes=-0"])("has no part %s", async (range) => {
    const { path } = await harness.lend();
    const { status, headers, bytes } = await part(path, range);
    expect([status, headers.get("content-range"), bytes.length]).toEqual([416, `bytes */${BYTES.length}`, 0]);
  });

  test("is read by many at once, and again", async () => {
    const { path } = await harness.lend();
    const all = await Promise.all(Array.from({ length: 8 }, async () => await harness.get(path)));
    expect(all.every(({ bytes }) => bytes.equals(BYTES))).toBe(true);
  });
});

describe("nothing is there", () => {
  test("for who guesses, or adds to the path", async () => {
    const { path, token, file } = await harness.lend();
    const id = file.url.split("/").at(-2) ?? "";
    for (const wrong of [
      "/lent",
      "/lent/",
      `/lent/${"A".repeat(43)}`,
      `/lent/${"A".repeat(43)}.png`,
      path.slice(0, -1),
      path.slice(0, -4),
      `${path}/`,
      `${path}/x`,
      `${path}x`,
      `/lent/x/${token}`,
      `/lent/../lent/x${token}`,
      path.replace(".png", ".mp4"),
      `/lent/${id}`,
      `/lent/lent:${token}`,
      `/lent/%00${token}`,
      `/lent/${token.toLowerCase()}`,
    ]) {
      await expectNothing(wrong);
    }
  });

  test("once it has expired, however long the run takes", async () => {
    const { path } = await harness.lend();
    await harness.clock.advance(47 * HOUR_MS);
    expect((await harness.get(path)).status).toBe(200);
    await harness.clock.advance(2 * HOUR_MS);
    await expectNothing(path);
  });

  test("before the run is sent, and once it is over", async () => {
    const { generation, path } = await harness.offer();
    await expectNothing(path);
    await harness.store.accept(generation, () => []);
    await expectNothing(path);
    await harness.store.beginSubmission(generation.id, harness.clock.now());
    expect((await harness.get(path)).status).toBe(200);
    const submitted = { taskId: "t", phase: "queued", hold: null, at: harness.clock.now() } as const;
    await harness.store.recordSubmitted(generation.id, submitted);
    expect((await harness.get(path)).status).toBe(200);
    await harness.store.settle(generation.id, { kind: "cancelled", cost: ZERO }, harness.clock.now());
    await expectNothing(path);
  });

  test("once the file is gone; and Slack's outage is no such thing", async () => {
    const { path } = await harness.lend();
    harness.slack.failNext({ method: "download", status: 404 });
    await expectNothing(path);
    harness.slack.failNext({ method: "download", status: 503 });
    const { status, headers } = await harness.get(path);
    expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await harness.get(path)).status).toBe(200);
  });

  test("to write to", async () => {
    const { path } = await harness.lend();
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      for (const at of [path, "/lent/unknown"]) {
        const { status, headers } = await harness.get(at, { method });
        expect([method, status, headers.get("allow")]).toEqual([method, 405, "GET, HEAD"]);
      }
    }
  });
});

test("a file that breaks off is cut off, never passed for the whole", async () => {
  const { path } = await harness.lend();
  const origin = await harness.serve({
    openFile: async () => await Promise.resolve({ contentType: "image/png", bytes: BYTES.length, content: broken() }),
  });
  await expect(fetch(`${origin}${path}`).then(got)).rejects.toThrow(TypeError);
  expect(harness.log.of("warn")).toHaveLength(1);
});

async function* broken(): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(BYTES.subarray(0, 1_000));
  throw new RetryableError("file.unreachable");
}

test("a loan of one workspace never opens the other's file", async () => {
  const other = harness.slack.addFixtures({ name: "Other" });
  const [ours, theirs] = [await harness.lend(), await harness.lend({ from: other, bytes: PNG, id: "2" })];
  expect((await harness.get(ours.path)).bytes.equals(BYTES)).toBe(true);
  expect((await harness.get(theirs.path)).bytes.equals(PNG)).toBe(true);
  const tokens = harness.slack.requests.map(({ workspaceId }) => workspaceId);
  expect(tokens).toEqual([harness.fixtures.workspace.id, other.workspace.id]);
  // However it came about: the file of one under the other's authority.
  const { generation, token } = ours;
  const { guildId, platform, id: generationId } = generation;
  await harness.lending.lend({ token, platform, guildId, generationId, file: theirs.file });
  await expectNothing(ours.path);
});

test("another process serves it, after any restart", async () => {
  const { path } = await harness.lend();
  const origin = await harness.serve({ lending: createLending(harness.store.keyValue, null) });
  expect((await got(await fetch(`${origin}${path}`))).bytes.equals(BYTES)).toBe(true);
});

test("nothing is offered where nobody can reach it", () => {
  expect(createLending(harness.store.keyValue, null).offer(attachmentOf(share(harness.fixtures, PNG)))).toBeNull();
});

test("neither the address nor the file's own is in the log, whatever happens", async () => {
  const { path, token, file } = await harness.lend();
  harness.slack.failNext({ method: "download", status: 404 });
  harness.slack.failNext({ method: "download", drop: "before" });
  for (let time = 0; time < 3; time += 1) await harness.get(path);
  const text = JSON.stringify(harness.log.lines);
  expect(text).toContain("lent file not served");
  for (const secret of [token, file.url, "xoxb"]) expect(text).not.toContain(secret);
});

test("who leaves in the middle is no fault", async () => {
  const { path } = await harness.lend({ bytes: Buffer.concat([PNG, Buffer.alloc(9_000_000)]) });
  const leave = new AbortController();
  const origin = await harness.serve({});
  const response = await fetch(`${origin}${path}`, { signal: leave.signal });
  await response.body?.getReader().read();
  leave.abort();
  expect((await harness.get(path, { method: "HEAD" })).status).toBe(200);
  expect([...harness.log.of("warn"), ...harness.log.of("error")]).toEqual([]);
});
