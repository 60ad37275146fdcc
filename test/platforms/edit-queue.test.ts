// If this breaks: a result waits behind progress nobody needs any more, the platform's limit is hit, or the last state of
// a run is never shown.

import { expect, test } from "vitest";
import { RetryableError, TerminalError } from "../../src/domain/errors/errors.ts";
import type { ReplyRef } from "../../src/domain/messages/reply.ts";
import { createEditQueue } from "../../src/platforms/edit-queue.ts";
import type { EditQueue } from "../../src/platforms/edit-queue.ts";
import { ManualClock } from "../manual-clock.ts";

const SPACING_MS = 3_000;

const replyAt = (messageId: string): ReplyRef => ({
  platform: "discord",
  guildId: "1",
  channelId: "2",
  messageId,
  token: null,
  tokenExpiresAt: null,
  ephemeral: false,
  maxFileBytes: 1,
  extraMessageIds: [],
});

/** A platform that notes what it was asked to show, and when. */
function setUp() {
  const clock = new ManualClock();
  const edits = createEditQueue({ clock, spacingMs: SPACING_MS });
  const shown: { readonly text: string; readonly at: number }[] = [];
  const note = (text: string): ReplyRef => {
    shown.push({ text, at: clock.elapsed() });
    return replyAt(text);
  };
  return { clock, edits, shown, note };
}

const signal = new AbortController().signal;

function progress(
  edits: EditQueue,
  text: string,
  send: (text: string) => ReplyRef | Promise<ReplyRef>,
): Promise<ReplyRef> {
  return edits.progress("run", replyAt("old"), { signal, send: async () => await send(text) });
}

/** Progress that the platform takes its time with. */
function slowly(edits: EditQueue, note: (text: string) => ReplyRef) {
  const slow = Promise.withResolvers<void>();
  const shown = progress(edits, "slow", async (text) => {
    await slow.promise;
    return note(text);
  });
  return { slow, shown };
}

test("progress keeps its distance, and only the newest of what waited is shown (E2)", async () => {
  const { clock, edits, shown, note } = setUp();
  const first = progress(edits, "a", note);
  await clock.advance(0);
  const all = [first, ...["b", "c", "d"].map((text) => progress(edits, text, note))];
  await clock.advance(10 * SPACING_MS);

  expect(shown).toEqual([
    { text: "a", at: 0 },
    { text: "d", at: SPACING_MS },
  ]);
  expect((await Promise.all(all)).map(({ messageId }) => messageId)).toEqual(["a", "d", "d", "d"]);
});

test.each([
  ["back", -86_400_000],
  ["forward", 86_400_000],
])("a clock that is set %s changes nothing of the distance (E2)", async (_, byMs) => {
  const { clock, edits, shown, note } = setUp();
  await progress(edits, "a", note);
  clock.set(byMs);
  void progress(edits, "b", note);
  await clock.advance(10 * SPACING_MS);
  expect(shown).toEqual([
    { text: "a", at: 0 },
    { text: "b", at: SPACING_MS },
  ]);
});

test("runs do not hold each other up", async () => {
  const { clock, edits, shown, note } = setUp();
  for (const key of ["one", "two"]) void edits.progress(key, replyAt("old"), { signal, send: async () => note(key) });
  await clock.advance(0);

  expect(shown.map(({ text }) => text)).toEqual(["one", "two"]);
});

test("one edit is in flight at a time (E1)", async () => {
  const { clock, edits, shown, note } = setUp();
  const { slow, shown: first } = slowly(edits, note);
  await clock.advance(0);
  const second = progress(edits, "next", note);
  await clock.advance(5 * SPACING_MS);
  expect(shown).toEqual([]);

  slow.resolve();
  await clock.advance(SPACING_MS);
  await Promise.all([first, second]);
  expect(shown.map(({ text }) => text)).toEqual(["slow", "next"]);
});

test("what the platform had no time for is tried again, no sooner than it asked (E3)", async () => {
  const { clock, edits, shown, note } = setUp();
  let refusals = 2;
  const last = progress(edits, "last", (text) => {
    note(`try ${text}`);
    if (refusals-- > 0) throw new RetryableError("reply.busy", { retryAfterMs: 10_000 });
    return note(text);
  });
  await clock.advance(60_000);

  expect((await last).messageId).toBe("last");
  expect(shown.map(({ at }) => at)).toEqual([0, 10_000, 20_000, 20_000]);
});

test("a platform that stays busy is given up for this time, and tried again with the next progress", async () => {
  const { clock, edits, note } = setUp();
  const never = progress(edits, "never", () => {
    throw new RetryableError("reply.busy");
  });
  const code = never.catch((error: RetryableError) => error.code);
  await clock.advance(10 * 60_000);
  expect(await code).toBe("reply.busy");

  const next = progress(edits, "next", note);
  await clock.advance(SPACING_MS * 20);
  expect((await next).messageId).toBe("next");
});

test("what cannot be shown at all is told at once", async () => {
  const { edits } = setUp();
  const refused = progress(edits, "x", () => {
    throw new TerminalError("reply.unreachable");
  });
  await expect(refused).rejects.toMatchObject({ code: "reply.unreachable" });
});

test("a result goes out at once, and waiting progress gives way to it (E4)", async () => {
  const { clock, edits, shown, note } = setUp();
  await progress(edits, "first", note);
  const waiting = progress(edits, "waiting", note);
  await clock.advance(1_000);
  const result = edits.result("run", replyAt("old"), async () => ({ reply: note("result") }));

  expect((await result).reply.messageId).toBe("result");
  expect((await waiting).messageId).toBe("result");
  await clock.advance(10 * SPACING_MS);
  expect(shown).toEqual([
    { text: "first", at: 0 },
    { text: "result", at: 1_000 },
  ]);
});

test("a result waits for the edit in flight, which would otherwise land on top of it (E1, E4)", async () => {
  const { clock, edits, shown, note } = setUp();
  const { slow, shown: inFlight } = slowly(edits, note);
  await clock.advance(0);
  const result = edits.result("run", replyAt("old"), async () => ({ reply: note("result") }));
  await clock.advance(SPACING_MS);
  expect(shown).toEqual([]);

  slow.resolve();
  await Promise.all([inFlight, result]);
  expect(shown.map(({ text }) => text)).toEqual(["slow", "result"]);
});

test("after a result no progress is shown, not even one that was being tried again (E5)", async () => {
  const { clock, edits, shown, note } = setUp();
  const busy = progress(edits, "busy", () => {
    throw new RetryableError("reply.busy");
  });
  await clock.advance(0);
  await edits.result("run", replyAt("old"), async () => ({ reply: note("result") }));
  const late = await progress(edits, "late", note);
  await clock.advance(60_000);

  expect(late.messageId).toBe("old");
  expect((await busy).messageId).toBe("result");
  expect(shown.map(({ text }) => text)).toEqual(["result"]);
});

test("a result that failed can be tried again", async () => {
  const { edits, note } = setUp();
  const failed = edits.result("run", replyAt("old"), async () => {
    throw new RetryableError("reply.busy");
  });
  await expect(failed).rejects.toMatchObject({ code: "reply.busy" });
  expect((await edits.result("run", replyAt("old"), async () => ({ reply: note("again") }))).reply.messageId).toBe(
    "again",
  );
});

test("progress that was called off is not shown", async () => {
  const { clock, edits, shown, note } = setUp();
  await progress(edits, "first", note);
  const stop = new AbortController();
  const waiting = edits.progress("run", replyAt("old"), { signal: stop.signal, send: async () => note("no") });
  stop.abort();
  await clock.advance(SPACING_MS);

  expect((await waiting).messageId).toBe("old");
  expect(shown.map(({ text }) => text)).toEqual(["first"]);
});

test("whoever does not know yet where the reply went is led there (E6)", async () => {
  const { clock, edits, note } = setUp();
  const asked: (string | null)[] = [];
  const send = (text: string) => async (at: ReplyRef) => {
    asked.push(at.messageId);
    return note(text);
  };
  await edits.progress("run", replyAt("old"), { signal, send: send("new") });
  void edits.progress("run", replyAt("old"), { signal, send: send("new") });
  await clock.advance(SPACING_MS);
  await edits.result("run", replyAt("old"), async (at) => ({ reply: await send("newest")(at) }));
  await edits.result("run", replyAt("elsewhere"), async (at) => ({ reply: await send("newest")(at) }));

  expect(asked).toEqual(["old", "new", "new", "elsewhere"]);
});

test("a reply is made once, whoever comes first, and whoever comes later is led there (E7)", async () => {
  const { edits, note } = setUp();
  const nowhere = { ...replyAt(""), messageId: null };
  const making = Promise.withResolvers<void>();
  const make = async (text: string): Promise<ReplyRef> => {
    await making.promise;
    return note(text);
  };
  const first = edits.first("run", nowhere, async () => await make("first"));
  const second = edits.first("run", nowhere, async () => await make("second"));
  const shown = edits.progress("run", nowhere, { signal, send: async (at) => at });
  making.resolve();

  expect((await Promise.all([first, second, shown])).map(({ messageId }) => messageId)).toEqual([
    "first",
    "first",
    "first",
  ]);
});

test("a reply that could not be made is made by the next who comes", async () => {
  const { edits, note } = setUp();
  const nowhere = { ...replyAt(""), messageId: null };
  const refused = edits.first("run", nowhere, async () => await Promise.reject(new RetryableError("reply.busy")));
  const result = edits.result("run", nowhere, async (at) => ({ reply: at.messageId === null ? note("result") : at }));
  await expect(refused).rejects.toMatchObject({ code: "reply.busy" });

  expect((await result).reply.messageId).toBe("result");
  expect((await edits.first("run", nowhere, async () => note("late"))).messageId).toBe("result");
});

test("progress waits for the rate, and is the newest when that lets it; a result does not wait for it", async () => {
  const clock = new ManualClock();
  const gate = Promise.withResolvers<void>();
  const waited: (string | null)[] = [];
  const waitForRate = async ({ messageId }: ReplyRef, until: AbortSignal): Promise<void> => {
    waited.push(messageId);
    await Promise.race([gate.promise, new Promise((resolve) => until.addEventListener("abort", resolve))]);
  };
  const edits = createEditQueue({ clock, spacingMs: SPACING_MS, waitForRate });
  const shown: string[] = [];
  const send = (text: string) => async (): Promise<ReplyRef> => {
    shown.push(text);
    return replyAt("old");
  };
  const all = ["a", "b"].map((text) => edits.progress("run", replyAt("old"), { signal, send: send(text) }));
  const other = edits.progress("other", replyAt("other"), { signal, send: send("never") });
  await clock.advance(0);
  await edits.result("other", replyAt("other"), async () => ({ reply: await send("result")() }));
  gate.resolve();
  await Promise.all([...all, other]);

  expect(shown).toEqual(["result", "b"]);
  expect(waited).toEqual(["old", "other"]);
});
