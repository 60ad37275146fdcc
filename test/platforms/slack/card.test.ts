// If this breaks: Slack refuses a card, so somebody waits for a reply that never comes; or a card pings people.

import fc from "fast-check";
import { expect, test } from "vitest";
import type { CardStatus } from "../../../src/domain/messages/card.ts";
import { micros } from "../../../src/domain/money/money.ts";
import { pressId, readPressId } from "../../../src/platforms/press-id.ts";
import { drawCard } from "../../../src/platforms/slack/draw/card.ts";
import type { CardStyle } from "../../../src/platforms/slack/draw/card.ts";
import { faultsOf, partsOf, readable } from "./judges.ts";
import { aCard, MADE, NOW, RUNNING } from "../a-card.ts";

const style: CardStyle = { now: NOW, shared: [], links: [] };
const card = aCard({ generationId: "slack:A1:T1:1.2.abc", userId: "U42" });
const failed: CardStatus = {
  kind: "failed",
  cost: micros(0),
  upTo: micros(1),
  code: "generator.refused",
  reason: "<!channel>",
};
const ALL: readonly CardStatus[] = [
  card.status,
  RUNNING,
  { ...RUNNING, phase: "queued" },
  MADE,
  failed,
  { kind: "cancelled" },
  { kind: "lost", upTo: micros(5), code: null },
];

const drawn = (status: CardStatus, change: Partial<CardStyle> = {}): string =>
  readable(drawCard({ ...card, status }, { ...style, ...change }));

test("the task's own sign tells the states apart, and its title says which end it was", () => {
  const tasks = ALL.map((status) => drawCard({ ...card, status }, style).blocks[0]);
  expect(tasks.map((task) => (task?.type === "task_card" ? [task.status, task.title] : null))).toEqual([
    ["pending", "Wan 2.7 Image · starting"],
    ["in_progress", "Wan 2.7 Image · generating"],
    ["in_progress", "Wan 2.7 Image · queued"],
    ["complete", "Wan 2.7 Image"],
    ["error", "Wan 2.7 Image · no result"],
    ["error", "Wan 2.7 Image · cancelled"],
    ["error", "Wan 2.7 Image · no answer"],
  ]);
});

test("the prompt, how it stands and the options are in it, and the buttons come last", () => {
  const said = drawn(RUNNING).split("\n");
  expect(said).toEqual([
    "Wan 2.7 Image · generating",
    "a red fox",
    "█░░░░░░░░░ estimated",
    `Started {${(NOW - 4_000) / 1000} {time_secs}} · ready {${(NOW + 20_000) / 1000} {time_secs}} (estimated)`,
    "Costs up to $0.0243",
    "<@U42> · size *16:9*",
    "[Cancel]",
  ]);
});

test("an end says what it cost and where the results are, above the blocks as well", () => {
  const shared = [1, 2].map((n) => ({ title: `Picture ${n}`, permalink: `https://sim.slack.com/files/F${n}` }));
  const links = [{ title: "Picture 3", url: "https://x.example/a.png?s=1&t=2", expiresAt: NOW }];
  const body = drawCard({ ...card, status: MADE }, { now: NOW, shared, links });
  const said = readable(body);
  expect(said).toContain("MindVideo made 3 of the 4 you asked for.");
  expect(said).toContain("$0.0729 · took 18 s · seed 42\nPicture 1 · Picture 2\nOne result could not be attached");
  expect(partsOf(body.blocks).flatMap(({ type, url }) => (type === "link" ? [url] : []))).toEqual([
    "https://sim.slack.com/files/F1",
    "https://sim.slack.com/files/F2",
    "https://x.example/a.png?s=1&t=2",
  ]);
  expect(body.text).toMatch(/^✅ Wan 2\.7 Image\n/);
  expect(body.text).toContain("*$0.0729* · took 18 s");
});

const users = (status: CardStatus) => {
  const body = drawCard({ ...card, status }, style);
  return JSON.stringify(body).match(/<@\w+>|"user_id":"\w+"/g) ?? [];
};

test("a new message mentions nobody; its edits name whoever asked", () => {
  expect(ALL.map(users)).toEqual([[], ...ALL.slice(1).map(() => ["<@U42>"])]);
});

test("drawn at another moment no block keeps its ID", () => {
  const ids = [NOW, NOW + 1].flatMap((now) => drawCard(card, { ...style, now }).blocks.map((block) => block.block_id));
  expect(new Set(ids).size).toBe(ids.length);
});

test("a button brings back what it was drawn with, and nothing else counts as one", () => {
  const { blocks } = drawCard({ ...card, actions: ["again", "edit"] }, style);
  const buttons = partsOf(blocks).filter(({ type }) => type === "button");
  expect(buttons.map(({ action_id: id }) => id)).toEqual(["again", "edit"]);
  expect(buttons.map(({ value }) => readPressId(String(value)))).toEqual([
    { action: "again", generationId: card.generationId },
    { action: "edit", generationId: card.generationId },
  ]);
  for (const action of ["run", "decline"] as const) {
    expect(readPressId(pressId({ action, generationId: "a:b" }))).toEqual({ action, generationId: "a:b" });
  }
  for (const value of ["", "cancel", "explode:1", "toString:1"]) expect(readPressId(value)).toBeNull();
});

test("no values can make a card that Slack refuses, or one that mentions somebody else", () => {
  const wild = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 6_000 }),
    fc.constantFrom("<!channel>", "<@U666>", "\n".repeat(50), "<https://x|y>"),
  );
  const cards = fc.record({
    status: fc.constantFrom(...ALL),
    modelTitle: wild,
    prompt: fc.option(wild),
    set: fc.array(fc.record({ name: wild, value: wild }), { maxLength: 30 }),
    warnings: fc.array(wild, { maxLength: 20 }),
  });
  const shown = fc.array(fc.record({ title: wild, permalink: fc.webUrl() }), { maxLength: 12 });
  fc.assert(
    fc.property(cards, shown, (change, shared) => {
      const links = shared.map(({ title, permalink: url }) => ({ title, url, expiresAt: NOW }));
      const body = drawCard({ ...card, ...change }, { now: NOW, shared, links });
      expect(faultsOf(body)).toEqual([]);
      const marked = partsOf(body.blocks).flatMap(({ type, text }) => (type === "mrkdwn" ? [text] : []));
      expect([body.text, ...marked].join("\n").replaceAll("<@U42>", "")).not.toMatch(/<[@!#](?!date)/);
      const mentions = ["user", "usergroup", "channel", "broadcast", "emoji", "team"];
      expect(partsOf(body.blocks).filter(({ type }) => mentions.includes(String(type)))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
