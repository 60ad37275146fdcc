// Results on their way into a thread, and a process that dies on that way. If this breaks: a result is seen twice, or the
// card says done and the thread is empty.

import { describe, expect, test } from "vitest";
import { clip, disk, picture, ran, sha, shas, signal, sole } from "../contract/fixtures.ts";
import { inTime } from "./calm.ts";
import { openSlack } from "./harness.ts";
import type { SlackHarness } from "./harness.ts";
import { textOf } from "./seen.ts";

const calls = ({ sim }: SlackHarness, method: string): number =>
  sim.requests.filter((request) => request.method === method).length;

const killed = async (): Promise<never> => await Promise.reject(new Error("killed"));

test("the media stand in the thread of the card, which says done, what it cost, and where they are", async () => {
  await using at = await openSlack();
  const run = await ran(at);
  const files = [picture(1), clip(2, 3_000)];
  await at.platform.deliver(run.delivery(files), signal);

  const [card, media] = at.messages();
  expect(at.messages()).toHaveLength(2);
  expect(media).toMatchObject({ threadTs: card?.ts, channelId: card?.channelId });
  expect(shas(media?.files ?? [])).toEqual(shas(files));
  expect(media?.files.map(({ altText, title }) => [altText, title])).toEqual([
    ["a red fox, number 1", "Picture 1"],
    ["a red fox, number 2", "Clip 2"],
  ]);
  const text = card === undefined ? "" : textOf(card);
  for (const { permalink } of media?.files ?? []) expect(text).toContain(permalink);
  expect(text).toContain("$0.0243");
  expect(card?.revisions).toHaveLength(2);
});

test("no token goes to where files are sent, and none to a response URL", async () => {
  await using at = await openSlack();
  const run = await ran(at);
  await at.platform.deliver(run.delivery([picture(1)]), signal);
  await at.person.press(sole(at.seen()), "Run again");

  const elsewhere = at.sim.requests.filter(({ method }) => method === "upload" || method === "response_url");
  expect(elsewhere.length).toBeGreaterThan(0);
  expect(elsewhere.map(({ authorization }) => authorization)).toEqual(elsewhere.map(() => "none"));
});

describe("a process that dies", () => {
  test("before the files are in the row: nobody has seen them, and they are uploaded anew", async () => {
    await using at = await openSlack();
    const run = await ran(at);
    const dying = { ...run.delivery([picture(1)]), record: killed };
    await expect(at.platform.deliver(dying, signal)).rejects.toThrow("killed");
    expect(calls(at, "files.completeUploadExternal")).toBe(0);
    const platform = await at.restart();
    await platform.deliver(run.delivery([picture(1)]), signal);

    expect(shas(sole(at.seen()).files)).toEqual([sha(picture(1).bytes)]);
  });

  test("after that, before they are shared: the same files are shared, not others", async () => {
    await using at = await openSlack();
    const run = await ran(at);
    const delivery = run.delivery([picture(1), picture(2)]);
    const dying = async (reply: Parameters<typeof delivery.record>[0]): Promise<void> => {
      await delivery.record(reply);
      await killed();
    };
    await expect(at.platform.deliver({ ...delivery, record: dying }, signal)).rejects.toThrow("killed");
    const platform = await at.restart();
    await inTime(at, platform.deliver(run.delivery([picture(1), picture(2)]), signal));

    expect(shas(sole(at.seen()).files)).toEqual(shas([picture(1), picture(2)]));
    expect(calls(at, "files.getUploadURLExternal")).toBe(2);
  });

  test.each([
    ["which Slack has looked at since", 0],
    ["which Slack still looks at", 3_500],
  ])("after they were shared, before anybody heard so, %s: they are not shared again", async (_, fileReadyMs) => {
    await using at = await openSlack({ fileReadyMs });
    const run = await ran(at);
    at.loseAnswer();
    await expect(at.platform.deliver(run.delivery([picture(1)]), signal)).rejects.toMatchObject({ code: "reply.busy" });
    const platform = await at.restart();
    await inTime(at, platform.deliver(run.delivery([picture(1)]), signal));

    expect(sole(at.seen()).files).toHaveLength(1);
    expect(sole(at.seen()).text).toContain("$0.0243");
    expect(calls(at, "files.completeUploadExternal")).toBe(1);
  });

  test("before the card says so: it says so after all, and the files are where they were", async () => {
    await using at = await openSlack();
    const run = await ran(at);
    at.sim.failNext({ method: "chat.update", status: 503 });
    await expect(at.platform.deliver(run.delivery([picture(1)]), signal)).rejects.toMatchObject({ code: "reply.busy" });
    const platform = await at.restart();
    await platform.deliver(run.delivery([{ ...picture(1), bytes: null }]), signal);

    expect(sole(at.seen()).files).toHaveLength(1);
    expect(sole(at.seen()).text).not.toContain("media.example");
    expect(calls(at, "files.getUploadURLExternal")).toBe(1);
  });
});

describe("files that Slack takes its time with", () => {
  test("are waited for, and only then the card says where they are", async () => {
    await using at = await openSlack({ fileReadyMs: 12_000 });
    const run = await ran(at);
    const startedAt = at.clock.now();
    await inTime(at, at.platform.deliver(run.delivery([picture(1)]), signal));

    expect(at.clock.now() - startedAt).toBeGreaterThanOrEqual(12_000);
    expect(sole(at.seen()).files).toHaveLength(1);
  });

  test("longer than anybody should wait are links as well", async () => {
    await using at = await openSlack({ fileReadyMs: 10 * 60_000 });
    const run = await ran(at);
    const { attached } = await inTime(at, at.platform.deliver(run.delivery([clip(1, 3_000)]), signal));

    expect(attached).toBe(0);
    expect(sole(at.seen()).text).toContain("https://media.example/fox-1.mp4?sig=abc");
    expect(calls(at, "files.completeUploadExternal")).toBe(1);
  });

  test("and then never shows are uploaded once more", async () => {
    await using at = await openSlack();
    const run = await ran(at);
    at.sim.failNext({ method: "files.completeUploadExternal", neverShared: true });
    const { attached } = await inTime(at, at.platform.deliver(run.delivery([picture(1)]), signal));

    expect(attached).toBe(1);
    expect(sole(at.seen()).files).toHaveLength(1);
    expect(calls(at, "files.completeUploadExternal")).toBe(2);
  });

  test("and never shows a second time either are links", async () => {
    await using at = await openSlack();
    const run = await ran(at);
    at.sim.failNext({ method: "files.completeUploadExternal", neverShared: true, times: 2 });
    const { attached } = await inTime(at, at.platform.deliver(run.delivery([picture(1)]), signal));

    expect(attached).toBe(0);
    expect(sole(at.seen()).text).toContain("https://media.example/fox-1.png?sig=abc");
  });
});

describe("where admins forbid files", () => {
  test.each([
    "file_uploads_disabled",
    "file_type_not_allowed",
    "file_upload_size_restricted",
    "storage_limit_reached",
  ] as const)("%s: the results are links on the card", async (policy) => {
    await using at = await openSlack();
    const run = await ran(at);
    at.sim.changeWorkspace(at.fixtures.workspace, { policy });
    const { attached } = await at.platform.deliver(run.delivery([clip(1, 3_000)]), signal);

    expect(attached).toBe(0);
    expect(sole(at.seen()).text).toContain("https://media.example/fox-1.mp4?sig=abc");
    expect(sole(at.seen()).text).toContain("$0.0243");
  });

  test("other than pictures: those are shared, and clips are links", async () => {
    await using at = await openSlack();
    const run = await ran(at);
    at.sim.changeWorkspace(at.fixtures.workspace, { policy: "file_uploads_except_images_disabled" });
    const { attached } = await at.platform.deliver(run.delivery([clip(1, 3_000), picture(2)]), signal);

    expect(attached).toBe(1);
    expect(shas(sole(at.seen()).files)).toEqual([sha(picture(2).bytes)]);
    expect(sole(at.seen()).text).toContain("https://media.example/fox-1.mp4?sig=abc");
    expect(sole(at.seen()).text).not.toContain("https://media.example/fox-2.png");
  });

  test("since the files were sent: the results are links", async () => {
    await using at = await openSlack();
    const run = await ran(at);
    at.sim.failNext({ method: "files.completeUploadExternal", error: "file_uploads_disabled" });
    await at.platform.deliver(run.delivery([picture(1)]), signal);

    expect(sole(at.seen()).text).toContain("https://media.example/fox-1.png?sig=abc");
  });
});

test.each(["edit_window_closed", "cant_update_message", "message_not_found", "is_inactive"])(
  "a card that cannot be edited any more (%s) gives way to a new one, which names who asked and notifies nobody",
  async (error) => {
    await using at = await openSlack();
    const run = await ran(at);
    at.sim.failNext({ method: "chat.update", error });
    const { reply } = await at.platform.deliver(run.delivery([]), signal);

    const [, card] = at.seen();
    expect(card).toMatchObject({ id: reply.messageId, pinged: false });
    expect(card?.text).toContain("$0.0243");
    expect(card?.text).toContain(`<@${at.person.userId}>`);
    expect(run.reply().messageId).toBe(reply.messageId);
  },
);

test("an app that was taken away ends in an error that no repeat will mend, and says nothing more", async () => {
  await using at = await openSlack();
  const run = await ran(at);
  at.sim.uninstall(at.fixtures.workspace);
  await at.sim.waitFor(({ interactions }) => interactions.find(({ name }) => name === "app_uninstalled")?.response);
  const before = at.sim.requests.length;
  await expect(at.platform.deliver(run.delivery([picture(1)]), signal)).rejects.toMatchObject({
    code: "reply.unreachable",
  });
  expect(at.sim.requests.slice(before)).toEqual([]);
});

test("a file in a form that arrives as its ID alone is looked up", async () => {
  await using at = await openSlack();
  const { sim, fixtures } = at;
  const [bo] = fixtures.members;
  await bo.command(fixtures.channels[0], "/image", "a red fox --form").acknowledged;
  const view = await sim.waitFor(() => sim.views(bo)[0]);
  await bo.submit(view, { image: [disk("cat.png", 7)] }, { fileStubs: true }).acknowledged;
  await sim.waitFor(() => at.handlers.invoked.length > 0);

  expect(at.handlers.invoked[0]?.invocation.values["image"]).toMatchObject({
    name: "cat.png",
    contentType: "image/png",
  });
});
