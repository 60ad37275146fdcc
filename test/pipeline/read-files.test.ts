// Between the command and the request a private file can go, change, or be out of reach. If one of these fails, somebody
// pays for a picture of the wrong thing, or one key goes out with two requests.

import { expect, test } from "vitest";
import { RetryableError, UserError } from "../../src/domain/errors/errors.ts";
import type { Attachment } from "../../src/domain/messages/invocation.ts";
import type { TaskRequest } from "../../src/generator/generator.ts";
import { A_REPORT, AWAY, openHarness, SUCCESS } from "./harness.ts";
import type { Harness } from "./harness.ts";
import { anAttachment } from "../an-attachment.ts";

const GONE = new UserError("file.gone");
const OUTAGE = new RetryableError("file.unreachable");
const BUSY = new RetryableError("generator.busy");

const photo = (url: string): Attachment => anAttachment({ url, bytes: 3 });
const PRIVATE = "https://files.example/private/a.png";
const LENT = "https://bot.example/lent/x.png";
const inline = { values: { image: photo(PRIVATE) }, input: { image_urls: [PRIVATE] } };
const lent = { values: { image: photo(PRIVATE) }, input: { image_urls: [LENT] } };

interface FilesHarness extends Harness {
  /** What each look at the file finds, the last one ever after: its three bytes, or why there are none. */
  readonly finds: (...found: readonly (string | Error)[]) => void;
  readonly opened: readonly string[];
  readonly sent: readonly TaskRequest[];
}

async function openFiles(): Promise<FilesHarness> {
  const harness = await openHarness();
  const opened: string[] = [];
  const sent: TaskRequest[] = [];
  let left: readonly (string | Error)[] = ["one"];
  const platform = harness.parts.platforms.get("discord");
  if (platform === undefined) throw new Error("no platform");
  Object.assign(platform, {
    async openFile(guildId: string, { url }: Attachment) {
      opened.push(`${guildId} ${url}`);
      const [found = "", ...others] = left;
      if (others.length > 0) left = others;
      if (found instanceof Error) throw found;
      return await Promise.resolve({ contentType: "image/png", bytes: found.length, content: pieces(found) });
    },
  });
  const { generator } = harness.parts;
  const start = generator.start.bind(generator);
  Object.assign(generator, {
    start: async (...[request, ...rest]: Parameters<typeof start>) => {
      sent.push(request);
      return await start(request, ...rest);
    },
  });
  return { ...harness, opened, sent, finds: (...found) => void (left = found) };
}

async function* pieces(text: string): AsyncGenerator<Uint8Array, void> {
  for (const letter of text) yield await Promise.resolve(Buffer.from(letter));
}

const dataUri = (text: string): string => `data:image/png;base64,${Buffer.from(text).toString("base64")}`;
const heldOf = async ({ parts }: Harness, id: string): Promise<number> =>
  (await parts.store.ledger(id)).reduce((sum, { held }) => sum + held, 0);

test("a file goes along as a data URI, and the row keeps its address alone", async () => {
  await using harness = await openFiles();
  const { id } = await harness.leave({ kind: "held" }, inline);
  harness.starts.set(A_REPORT);
  harness.polls.set(SUCCESS);
  expect(await harness.carry(id)).toMatchObject({ input: { image_urls: [PRIVATE] }, state: { kind: "delivered" } });
  expect(harness.sent).toEqual([{ model: "wan2-7-image", input: { image_urls: [dataUri("one")] } }]);
  expect(harness.opened).toEqual([`10 ${PRIVATE}`]);
});

test("a repeat reads it again, and sends the very same (P2)", async () => {
  await using harness = await openFiles();
  const { id } = await harness.leave({ kind: "held" }, inline);
  harness.starts.set(BUSY, BUSY, A_REPORT);
  harness.polls.set(SUCCESS);
  await harness.carry(id);
  expect(harness.opened).toHaveLength(3);
  expect(harness.sent).toHaveLength(3);
  expect(new Set(harness.sent.map((request) => JSON.stringify(request))).size).toBe(1);
});

test.each([inline, lent])(
  "one that is gone before anything was sent costs nothing, and nothing is sent",
  async (run) => {
    await using harness = await openFiles();
    const { id } = await harness.leave({ kind: "held" }, run);
    harness.finds(GONE);
    expect(await harness.carry(id)).toMatchObject({
      state: { kind: "delivered", outcome: { kind: "failed", cost: 0, code: "file.gone" } },
    });
    expect(harness.sent).toEqual([]);
    expect(await heldOf(harness, id)).toBe(0);
  },
);

test("one that goes between two attempts proves nothing about the first: the money stays set aside", async () => {
  await using harness = await openFiles();
  const { id, hold } = await harness.leave({ kind: "held" }, inline);
  harness.finds("one", GONE);
  harness.starts.set(BUSY);
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "lost" } } });
  expect(harness.sent).toHaveLength(1);
  expect(await heldOf(harness, id)).toBe(hold);
});

test("one that is lent may go once its address is out: the API still says what became of the task", async () => {
  await using harness = await openFiles();
  const { id } = await harness.leave({ kind: "held" }, lent);
  harness.finds("one", GONE);
  harness.starts.set(BUSY, A_REPORT);
  harness.polls.set(SUCCESS);
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "made" } } });
  expect(harness.sent).toEqual([
    { model: "wan2-7-image", input: { image_urls: [LENT] } },
    { model: "wan2-7-image", input: { image_urls: [LENT] } },
  ]);
});

test("one that has changed since is not sent under the same key, by this process or the next", async () => {
  await using harness = await openFiles();
  const { id } = await harness.leave({ kind: "held" }, inline);
  harness.finds("one", "two");
  harness.starts.set(BUSY);
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "lost" } } });
  expect(harness.sent).toHaveLength(1);

  const stopped = await harness.leave({ kind: "submitting" }, { ...inline, interactionId: "2" });
  await harness.parts.store.keyValue.set(`sent-files:${stopped.id}`, "the digest of other bytes");
  expect(await harness.carry(stopped.id)).toMatchObject({ state: { outcome: { kind: "lost" } } });
  expect(harness.sent).toHaveLength(1);
});

test("an outage of the platform is waited out, and the run can be cancelled meanwhile", async () => {
  await using harness = await openFiles();
  const waits = await harness.leave({ kind: "held" }, inline);
  harness.finds(OUTAGE, OUTAGE, OUTAGE, "one");
  harness.starts.set(A_REPORT);
  harness.polls.set(SUCCESS);
  expect(await harness.carry(waits.id)).toMatchObject({ state: { outcome: { kind: "made" } } });

  const { id } = await harness.leave({ kind: "held" }, { ...inline, interactionId: "2" });
  harness.finds(OUTAGE);
  const sent = harness.sent.length;
  const row = await harness.carry(id, () => void harness.parts.store.cancel(id, harness.clock.now()));
  expect(row).toMatchObject({ state: { outcome: { kind: "cancelled", cost: 0 } } });
  expect(harness.sent).toHaveLength(sent);
});

test("an outage for a day ends it, for nothing", async () => {
  await using harness = await openFiles();
  const { id } = await harness.leave({ kind: "held" }, inline);
  harness.finds(OUTAGE);
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "failed", cost: 0, code: OUTAGE.code } } });
});

test("our own records being away is no fault of the file's", async () => {
  await using harness = await openFiles();
  const { id } = await harness.leave({ kind: "held" }, inline);
  harness.fail("beginSubmission", AWAY, AWAY);
  harness.starts.set(A_REPORT);
  harness.polls.set(SUCCESS);
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "made" } } });
  expect(harness.sent).toHaveLength(1);
});

test("without the platform that has the file nothing is sent", async () => {
  await using harness = await openFiles();
  const { id } = await harness.leave({ kind: "held" }, inline);
  Object.assign(harness.parts.platforms.get("discord") ?? {}, { openFile: undefined });
  expect(await harness.carry(id)).toMatchObject({ state: { outcome: { kind: "failed", code: "file.platform_off" } } });
  expect(harness.sent).toEqual([]);
});
