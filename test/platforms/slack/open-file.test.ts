// Were this wrong, a workspace's token would go to a stranger's host, one workspace's file to another, or a page to sign in
// would be sent to MindVideo as somebody's picture.

import { Agent } from "undici";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SlackSimulator, Fixtures } from "../../../sim/slack/simulator.ts";
import { startSlack } from "../../../sim/slack/simulator.ts";
import type { Attachment } from "../../../src/domain/messages/invocation.ts";
import { createOpenFile } from "../../../src/platforms/slack/api/open-file.ts";
import type { OpenFile } from "../../../src/domain/media.ts";
import { startMediaServer } from "../../media/media-server.ts";
import { PNG } from "../../sim/slack/media.ts";
import { attachmentOf, openReader, share } from "./uploads.ts";

let closing: AsyncDisposableStack;
let slack: SlackSimulator;
let fixtures: Fixtures;
let openFile: OpenFile;
const never = new AbortController().signal;

beforeEach(async () => {
  closing = new AsyncDisposableStack();
  slack = closing.use(await startSlack({ limits: false }));
  fixtures = slack.addFixtures();
  ({ openFile } = closing.use(openReader(slack)));
});
afterEach(async () => await closing.disposeAsync());

async function read(file: Attachment, teamId = fixtures.workspace.id): Promise<Buffer> {
  const { content } = await openFile(teamId, file, never);
  return Buffer.concat(await Array.fromAsync(content));
}

const downloads = () => slack.requests.filter(({ method }) => method === "download");

describe("a file", () => {
  test("is read with its workspace's token", async () => {
    const file = attachmentOf(share(fixtures, PNG));
    const opened = await openFile(fixtures.workspace.id, file, never);
    expect(opened).toMatchObject({ contentType: "image/png", bytes: PNG.byteLength });
    expect(Buffer.concat(await Array.fromAsync(opened.content))).toEqual(PNG);
    expect(downloads()).toMatchObject([{ authorization: "bot", workspaceId: fixtures.workspace.id }]);
  });

  test("of an enterprise is read where its redirect leads", async () => {
    const grid = slack.addFixtures({ name: "North", enterprise: slack.addEnterprise("Grid") });
    expect(await read(attachmentOf(share(grid, PNG)), grid.workspace.id)).toEqual(PNG);
    expect(downloads()).toMatchObject([{ status: 302 }, { status: 200 }]);
  });

  test("of another workspace is not read, whoever names it", async () => {
    const other = slack.addFixtures({ name: "Other" });
    await expect(read(attachmentOf(share(other, PNG)))).rejects.toMatchObject({ code: "file.gone" });
    expect(downloads()).toMatchObject([{ workspaceId: fixtures.workspace.id, status: 403 }]);
  });

  test("is gone where the bot has gone", async () => {
    const file = share(fixtures, PNG);
    slack.changeChannel(fixtures.channels[0], { botIsMember: false });
    await expect(read(attachmentOf(file))).rejects.toMatchObject({ name: "UserError", code: "file.gone" });
    await expect(read(attachmentOf(file), "T0NOWHERE")).rejects.toMatchObject({ code: "file.gone" });
  });

  test.each([
    ["404", { status: 404 }, "UserError", "file.gone"],
    ["a page to sign in", { status: 200, html: "<!doctype html><title>Sign in" }, "UserError", "file.gone"],
    ["an outage", { status: 503 }, "RetryableError", "file.unreachable"],
    ["a limit", { status: 429, headers: { "retry-after": "7" } }, "RetryableError", "file.unreachable"],
    ["a lost connection", { drop: "before" }, "RetryableError", "file.unreachable"],
  ] as const)("that Slack answers with %s is told as what it is", async (_, fault, name, code) => {
    const file = attachmentOf(share(fixtures, PNG));
    slack.failNext({ method: "download", ...fault });
    await expect(read(file)).rejects.toMatchObject({ name, code });
    expect(await read(file)).toEqual(PNG);
  });

  test("waits for a token that cannot be had at the moment", async () => {
    const openLater = createOpenFile({
      apiUrl: slack.apiUrl,
      dispatcher: new Agent(),
      tokenOf: async () => await Promise.reject(new Error("it could not be renewed")),
    });
    const opened = openLater(fixtures.workspace.id, attachmentOf(share(fixtures, PNG)), never);
    await expect(opened).rejects.toMatchObject({ name: "RetryableError", code: "file.unreachable" });
  });

  test.each([
    ["shorter", { bytes: PNG.byteLength + 1 }],
    ["longer", { bytes: PNG.byteLength - 1 }],
  ])("that is %s than it was said to be is not even opened", async (_, more) => {
    const file = { ...attachmentOf(share(fixtures, PNG)), ...more };
    await expect(openFile(fixtures.workspace.id, file, never)).rejects.toMatchObject({ code: "file.unreadable" });
  });

  test.each([
    ["sooner", PNG.byteLength + 1],
    ["later", PNG.byteLength - 1],
  ])("that ends %s than it was said to, without a word before, is not taken", async (_, bytes) => {
    // In pieces, so without a length.
    await using host = await startMediaServer((__, response) => {
      response.write(PNG.subarray(0, PNG.byteLength - 4));
      response.end(PNG.subarray(PNG.byteLength - 4));
    });
    await using reader = openReader(slack, host.url("/api/"));
    const file = { ...attachmentOf(share(fixtures, PNG)), url: host.url("/fox.png"), bytes };
    const { content } = await reader.openFile(fixtures.workspace.id, file, never);
    await expect(Array.fromAsync(content)).rejects.toMatchObject({ code: "file.unreadable" });
  });

  test("that only has a picture's name is not taken for one; a picture with another's name is", async () => {
    const page = share(fixtures, Buffer.from("<!DOCTYPE html><script>alert(1)</script>"), "page.png");
    const text = share(fixtures, Buffer.from("not a picture at all, but as long as one"), "text.png");
    for (const file of [page, text]) {
      await expect(read(attachmentOf(file))).rejects.toMatchObject({ code: "file.unreadable" });
    }
    expect(await read({ ...attachmentOf(share(fixtures, PNG)), contentType: "image/jpeg" })).toEqual(PNG);
  });

  test("that is not read any further lets go of its connection", async () => {
    const file = attachmentOf(share(fixtures, Buffer.concat([PNG, Buffer.alloc(4_000_000)])));
    for (let time = 0; time < 3; time += 1) {
      const { content } = await openFile(fixtures.workspace.id, file, never);
      await content.return();
    }
    const stop = new AbortController();
    const { content } = await openFile(fixtures.workspace.id, file, stop.signal);
    stop.abort(new Error("stopped"));
    await expect(Array.fromAsync(content)).rejects.toThrow("stopped");
  });
});

describe("the token", () => {
  test("goes to no other host, neither by the file's address nor by a redirect", async () => {
    await using stranger = await startMediaServer((_, response) => response.end(PNG));
    const file = attachmentOf(share(fixtures, PNG));
    const elsewhere = stranger.url("/fox.png");
    slack.failNext({ method: "download", status: 302, headers: { location: elsewhere } });
    await expect(read(file)).rejects.toMatchObject({ name: "UserError", code: "file.unreadable" });
    for (const url of [elsewhere, "https://files.slack.com.example.net/x", "https://slack.com@127.0.0.1/x", "no url"]) {
      await expect(read({ ...file, url })).rejects.toMatchObject({ name: "UserError" });
    }
    expect(stranger.received).toEqual([]);
  });

  test.each([
    "http://files.slack.com/x.png",
    "https://files.slack.com:8443/x.png",
    "https://slack.com.example.net/x.png",
    "https://files.slack.com.example.net/x.png",
    "https://notslack.com/x.png",
    "https://me@example.net/slack.com",
  ])("of the real Slack does not go to %s", async (url) => {
    await using reader = openReader(slack, "https://slack.com/api/");
    const file = { ...attachmentOf(share(fixtures, PNG)), url };
    const opened = reader.openFile(fixtures.workspace.id, file, never);
    await expect(opened).rejects.toMatchObject({ code: "file.unreadable", detail: { host: new URL(url).host } });
  });

  test("does not go round in circles", async () => {
    const file = attachmentOf(share(fixtures, PNG));
    slack.failNext({ method: "download", status: 302, headers: { location: file.url }, times: 9 });
    await expect(read(file)).rejects.toMatchObject({ code: "file.unreadable" });
    expect(downloads().length).toBeLessThanOrEqual(4);
  });

  test("is in no error, and neither is the file's address", async () => {
    const file = attachmentOf(share(fixtures, PNG));
    for (const fault of [{ drop: "before" }, { status: 404 }, { status: 500 }] as const) {
      slack.failNext({ method: "download", ...fault });
      const error: unknown = await read(file).catch((thrown: unknown) => thrown);
      const all = JSON.stringify({ error, detail: (error as { detail: unknown }).detail, text: String(error) });
      expect(all).not.toContain("xoxb");
      expect(all).not.toContain("files-pri");
      expect((error as Error).cause).toBeUndefined();
    }
  });
});
