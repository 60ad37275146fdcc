// Were this wrong, a bot that stores an attachment's link would work in tests and fail a day later.
import { afterEach, beforeEach, expect, test } from "vitest";
import { EPHEMERAL, openHarness, type Harness } from "./harness.ts";

const DAY = 24 * 3_600_000;
const file = { name: "a.png", bytes: Uint8Array.of(1, 2, 3) };
let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(async () => await harness[Symbol.asyncDispose]());

test("a link serves the bytes, and the head alone", async () => {
  const { message } = await harness.reply({}, { files: { 0: file } });
  const url = message.attachments[0]?.url ?? "";
  expect(url).toMatch(/\/attachments\/\d+\/\d+\/a\.png\?ex=[0-9a-f]+&is=[0-9a-f]+&hm=[0-9a-f]{64}$/u);
  const head = await fetch(url, { method: "HEAD" });
  expect([head.status, head.headers.get("content-type"), head.headers.get("content-length")]).toEqual([
    200,
    "image/png",
    "3",
  ]);
  expect(await head.bytes()).toHaveLength(0);
  expect(await (await fetch(url)).bytes()).toEqual(file.bytes);
});

test("a link dies after a day; reading the message gives a new one", async () => {
  const { message } = await harness.reply({ content: "x" }, { files: { 0: file } });
  const url = message.attachments[0]?.url ?? "";
  harness.clock.advance(DAY - 1_000);
  expect((await fetch(url)).status).toBe(200);
  harness.clock.advance(1_000);
  expect((await fetch(url)).status).toBe(404);
  const { json } = await harness.call("GET", harness.channel(message.id));
  const [fresh] = (json as { attachments: { url: string }[] }).attachments;
  expect((await fetch(fresh?.url ?? "")).status).toBe(200);
});

test("a link that was changed serves nothing", async () => {
  const { message } = await harness.reply({}, { files: { 0: file } });
  const url = new URL(message.attachments[0]?.url ?? "");
  url.searchParams.set("ex", "ffffffff");
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(new URL(url.pathname, url))).status).toBe(404);
});

test("what is deleted is gone, and what is hidden stands apart", async () => {
  const { message } = await harness.reply({ flags: EPHEMERAL }, { files: { 0: file } });
  const url = message.attachments[0]?.url ?? "";
  expect(url).toContain("/ephemeral-attachments/");
  expect((await fetch(url)).status).toBe(200);
  harness.sim.deleteMessage(message);
  expect((await fetch(url)).status).toBe(404);
});

test.each([
  ["PNG", [137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 1, 0, 0, 0, 0, 64]],
  ["GIF", [71, 73, 70, 56, 57, 97, 0, 1, 64, 0]],
  ["JPEG", [255, 216, 255, 224, 0, 4, 0, 0, 255, 192, 0, 17, 8, 0, 64, 1, 0]],
  [
    "WebP, lossy",
    [82, 73, 70, 70, 0, 0, 0, 0, 87, 69, 66, 80, 86, 80, 56, 32, 0, 0, 0, 0, 0, 0, 0, 157, 1, 42, 0, 1, 64, 0],
  ],
  ["WebP, lossless", [82, 73, 70, 70, 0, 0, 0, 0, 87, 69, 66, 80, 86, 80, 56, 76, 0, 0, 0, 0, 47, 255, 192, 15, 0]],
  [
    "WebP, extended",
    [82, 73, 70, 70, 0, 0, 0, 0, 87, 69, 66, 80, 86, 80, 56, 88, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 63, 0, 0],
  ],
])("the size of a picture is read from a %s", async (_name, head) => {
  const bytes = Uint8Array.from([...head, ...Array.from({ length: 40 }, () => 0)]);
  const { message } = await harness.reply({}, { files: { 0: { name: "a", bytes, type: "image/x" } } });
  expect(message.attachments).toMatchObject([{ width: 256, height: 64 }]);
});
