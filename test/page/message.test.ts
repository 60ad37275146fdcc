// If this breaks: one cannot tell who said something, whom it answers, or that nobody else can see it.

import { describe, expect, test } from "vitest";
import { FLAGS } from "../../sim/page/discord/message/shown-message.ts";
import { clip, htmlOfMessage, NOW, picture } from "./drawn.ts";

const text = (content: string): object => ({ type: 10, content });

describe("around a message", () => {
  test("stand its author, the badge of a bot and the time", () => {
    const drawn = htmlOfMessage({ components: [text("hello")] });
    expect(drawn).toContain(
      '<header><span class="name">Atelier</span><span class="app">APP</span><span class="sent">2:41 PM</span></header>',
    );
    expect(drawn).toContain('<span class="avatar letter"');
    expect(drawn).not.toContain("<footer>");
  });

  test("a person has no badge", () => {
    const drawn = htmlOfMessage({ author: { name: "Bo", bot: false } });
    expect(drawn).not.toContain("APP");
  });

  test("an older one tells its day", () => {
    expect(htmlOfMessage({ createdAt: NOW - 86_400_000 })).toContain('<span class="sent">11/19/26, 2:41 PM</span>');
  });

  test("stands the command that it answers", () => {
    const above = { kind: "command", by: { name: "Bo", bot: false }, command: "image" } as const;
    expect(htmlOfMessage({ above })).toContain(
      '<span class="name">Bo</span> used <span class="mention">/image</span></div>',
    );
  });

  test("stands the message that it replies to", () => {
    const to = { name: "Atelier", bot: true };
    expect(htmlOfMessage({ above: { kind: "reply", to, text: "Done" } })).toContain('<span class="said">Done</span>');
    expect(htmlOfMessage({ above: { kind: "reply", to, text: "" } })).toContain("Click to see attachment");
  });

  test("that one person alone can see stands that it is so", () => {
    const drawn = htmlOfMessage({ flags: FLAGS.componentsV2 | FLAGS.ephemeral, components: [text("psst")] });
    expect(drawn).toContain('<article class="message ephemeral"');
    expect(drawn).toMatch(/<footer>.*Only you can see this<\/footer>/);
  });
});

describe("a message of Components V2", () => {
  test("shows its components and nothing besides", () => {
    const drawn = htmlOfMessage({
      content: "unseen",
      components: [text("seen")],
      attachments: [picture("unseen.png")],
    });
    expect(drawn).toContain('<div class="body"><div class="markdown">seen</div></div>');
    expect(drawn).not.toContain("unseen");
  });

  test("that is not there yet is being thought about", () => {
    expect(htmlOfMessage({ flags: FLAGS.loading })).toMatch(/class="thinking">.*Atelier is thinking…/);
  });
});

describe("an older message", () => {
  const legacy = { flags: 0, content: "**words**" };

  test("shows words, files and buttons, in this order", () => {
    const button = { type: 1, components: [{ type: 2, style: 2, label: "Go", custom_id: "go" }] };
    const files = [picture("a.png"), clip("b.mp4"), { ...picture("c.zip"), contentType: "application/zip" }];
    const drawn = htmlOfMessage({ ...legacy, components: [button], attachments: files });
    const order = ["<strong>words</strong>", 'class="gallery of-2"', "c.zip", 'class="action-row"'];
    const places = order.map((part) => drawn.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test("says behind its last word that it was edited", () => {
    expect(htmlOfMessage({ ...legacy, editedAt: NOW })).toContain(
      '</strong><span class="edited"> (edited)</span></div>',
    );
  });
});
