// If this breaks: one cannot tell who said something, who can see it, or what hangs on it.

import { describe, expect, test } from "vitest";
import { h } from "preact";
import { gatherThreads } from "../../../sim/page/slack/message/threads.ts";
import { summarise } from "../../../sim/page/slack/message/thread-summary.ts";
import { ThreadPane } from "../../../sim/page/slack/message/thread-pane.ts";
import { Timeline } from "../../../sim/page/slack/message/timeline.ts";
import { html, htmlOfMessage, wordsOf } from "./drawn.ts";
import { clip, messageOf, mrkdwn, NOW, picture, viewer } from "./payloads.ts";

const bo = { name: "Bo", bot: false };

describe("around a message", () => {
  test("stand its author, the badge of an app and the time", () => {
    const drawn = htmlOfMessage({ text: "hello" });
    expect(wordsOf(drawn)).toBe("AAtelierAPP2:39 PMhello");
    expect(drawn).toContain('<span class="name">Atelier</span><span class="app">APP</span>');
  });

  test("a person has no badge", () => {
    const drawn = htmlOfMessage({ author: bo, text: "hello" });
    expect(wordsOf(drawn)).toBe("BBo2:39 PMhello");
  });

  test("that one person alone can see stands that it is so", () => {
    expect(wordsOf(htmlOfMessage({ ephemeral: true, text: "psst" }))).toMatch(/^Only visible to you/);
    expect(wordsOf(htmlOfMessage({ text: "hello" }))).not.toContain("Only visible");
  });
});

describe("a message", () => {
  test("with blocks keeps its text for notifications", () => {
    const drawn = htmlOfMessage({ text: "unseen", blocks: [{ type: "section", text: mrkdwn("seen") }] });
    expect(drawn).toContain('<div class="marked">seen</div>');
    expect(drawn).not.toContain("unseen");
  });

  test("says behind its last word that it was edited", () => {
    expect(wordsOf(htmlOfMessage({ text: "hello", edited: true }))).toMatch(/hello \(edited\)$/);
  });
});

describe("files", () => {
  test("that are pictures stand side by side, described, and can be fetched", () => {
    const drawn = htmlOfMessage({ files: [picture("F0PIC1"), picture("F0PIC2")] });
    expect(wordsOf(drawn)).toMatch(/2 files$/);
    expect(drawn.match(/alt="A red fox in snow, number \d"/g)).toHaveLength(2);
    expect(drawn).toContain('download="picture-1.png" aria-label="Download picture-1.png"');
  });

  test("that are clips and sounds play in place", () => {
    const sound = { ...clip, mimetype: "audio/wav", altText: undefined, title: "voice.wav" };
    const drawn = htmlOfMessage({ files: [clip, sound] });
    expect(drawn).toContain(
      '<video src="https://files.example/clip.mp4" controls preload="metadata" aria-label="She walks down a rainy street" playsinline',
    );
    expect(drawn).toContain(
      '<audio src="https://files.example/clip.mp4" controls preload="metadata" aria-label="voice.wav">',
    );
  });

  test("of other kinds say what they are and how large", () => {
    const report = {
      ...clip,
      name: "report.csv",
      title: "Report",
      mimetype: "text/csv",
      size: 1_500_000,
      altText: undefined,
    };
    expect(wordsOf(htmlOfMessage({ files: [report] }))).toMatch(/ReportCSV · 1.5 MB$/);
  });
});

const message = (id: string, minutes: number, more: object = {}) =>
  messageOf({ id, text: id, createdAt: NOW + minutes * 60_000, ...more });

const read = (...messages: readonly ReturnType<typeof message>[]): string =>
  wordsOf(html(h(Timeline, { entries: messages.map((one) => ({ message: one })), viewer })));

describe("below each other", () => {
  test("messages of one author in a row name the author once", () => {
    expect(read(message("one", 0), message("two", 1), message("three", 8), message("four", 8, { author: bo }))).toBe(
      "TodayAAtelierAPP2:41 PMone2:42 PMtwoAAtelierAPP2:49 PMthreeBBo2:49 PMfour",
    );
  });

  test("a line says where a day begins", () => {
    expect(read(message("one", -24 * 60), message("two", 0))).toBe(
      "YesterdayAAtelierAPP2:41 PMoneTodayAAtelierAPP2:41 PMtwo",
    );
  });

  test("what only one sees does not hide in a row with what all see", () => {
    expect(read(message("one", 0), message("two", 0, { ephemeral: true }))).toContain("Only visible to youAAtelier");
  });
});

describe("a thread", () => {
  const replies = [message("first", 1, { author: bo }), message("second", 2), message("third", 3, { author: bo })];

  test("is summed up below its message", () => {
    const entries = [{ message: message("parent", 0), thread: summarise(replies) }];
    const drawn = html(h(Timeline, { entries, viewer, onOpenThread: () => undefined }));
    expect(wordsOf(drawn)).toMatch(/BA3 repliesLast reply today at 2:44 PMView thread$/);
    expect(drawn).toContain('<button type="button" class="thread-summary">');
  });

  test("keeps its replies out of the channel, unless its message is gone", () => {
    const [parent, reply] = [message("parent", 0), message("reply", 1, { threadOf: "parent" })];
    const entries = gatherThreads([parent, reply, message("other", 2), message("orphan", 3, { threadOf: "gone" })]);
    expect(entries.map(({ message: { id }, thread }) => [id, thread?.replies])).toEqual([
      ["parent", 1],
      ["other", undefined],
      ["orphan", undefined],
    ]);
  });

  test("without replies is none", () => {
    expect(summarise([])).toBeUndefined();
    expect(
      wordsOf(
        html(h(Timeline, { entries: [{ message: message("x", 0), thread: summarise(replies.slice(0, 1)) }], viewer })),
      ),
    ).toContain("1 reply");
  });

  test("stands open with its message above its replies", () => {
    const pane = { channelName: "studio", replies, viewer, onClose: () => undefined };
    expect(wordsOf(html(h(ThreadPane, { ...pane, parent: message("parent", 0) })))).toMatch(
      /^Thread#studio.*parent3 replies.*first.*second.*third$/,
    );
    expect(wordsOf(html(h(ThreadPane, { ...pane, parent: undefined })))).toContain("This message was deleted.");
  });
});
