// If this breaks: Discord refuses a card, so somebody waits for a reply that never comes.

import { ComponentType, MessageFlags } from "discord.js";
import type { APIComponentInContainer, APIMessageTopLevelComponent } from "discord.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CardStatus } from "../../../src/domain/messages/card.ts";
import { micros } from "../../../src/domain/money/money.ts";
import type { MessageBody } from "../../../src/platforms/discord/draw/message-body.ts";
import { pressId, readPressId } from "../../../src/platforms/press-id.ts";
import { drawCard } from "../../../src/platforms/discord/draw/card.ts";
import type { CardStyle } from "../../../src/platforms/discord/draw/card.ts";
import { aCard, MADE, NOW, RUNNING } from "../a-card.ts";

const style: CardStyle = { now: NOW, files: [], links: [], withheld: false };
const card = aCard({ generationId: "discord:1300000000000000000", userId: "42" });

type Any = APIMessageTopLevelComponent | APIComponentInContainer;

const inside = (component: Any): readonly Any[] => ("components" in component ? (component.components as Any[]) : []);
const all = ({ components }: MessageBody): readonly Any[] => components.flatMap((one) => [one, ...inside(one)]);
const text = (body: MessageBody): string =>
  all(body)
    .flatMap((component) => (component.type === ComponentType.TextDisplay ? [component.content] : []))
    .join("\n");

const drawn = (status: CardStatus, change: Partial<CardStyle> = {}): string =>
  text(drawCard({ ...card, status }, { ...style, ...change }));

test("while it waits and works it says when it was asked for, and what it can cost in a line of its own", () => {
  const asked = `Started <t:${(NOW - 4_000) / 1000}:R>`;
  expect(drawn({ kind: "held", upTo: micros(24_300) })).toContain(`${asked} · costs up to **$0.0243**`);
  expect(drawn(RUNNING)).toMatch(
    new RegExp(`^${asked} · ready <t:\\d+:R> \\\\\\(estimated\\\\\\)\nCosts up to \\*\\*\\$0\\.0243\\*\\*$`, "m"),
  );
});

test("a bar shows how far it seems to be, and never that it is over", () => {
  expect(drawn(RUNNING)).toContain("`█░░░░░░░░░` estimated");
  expect(drawn(RUNNING, { now: NOW + 8_000 })).toContain("`████░░░░░░` estimated");
  expect(drawn(RUNNING, { now: NOW + 20_000 })).toContain("`████████░░` estimated");
  expect(drawn(RUNNING, { now: NOW + 3_600_000 })).toContain("`█████████░` estimated");
});

test("an estimate ticks by itself, and admits when it was wrong", () => {
  expect(drawn(RUNNING)).toContain(`ready <t:${(NOW + 20_000) / 1000}:R>`);
  expect(drawn(RUNNING, { now: NOW + 30_000 })).toContain(`longer than usual, ready <t:${(NOW + 60_000) / 1000}:R>`);
  expect(drawn(RUNNING, { now: NOW + 90_000 })).toContain("much longer than usual");
});

test("a result says what it cost, how long it took and its seed, and owns up to fewer than asked", () => {
  const said = drawn(MADE);
  expect(said).toContain("**$0.0729** · took 18 s · seed 42");
  expect(said).toContain("MindVideo made 3 of the 4 you asked for.");
});

test("results that could not be attached are links with their end", () => {
  const links = [{ title: "Clip 1", url: "https://x.example/a.mp4?s=1", expiresAt: NOW }];
  const said = drawn(
    { kind: "made", cost: micros(1), upTo: micros(1), requested: 1, got: 1, seed: null, tookMs: 1 },
    { links },
  );
  expect(said).toContain("[Clip 1](<https://x.example/a.mp4?s=1>)");
  expect(said).toContain(`expires <t:${NOW / 1000}:f>`);
});

test("media come first, buttons last", () => {
  const files = [{ name: "a.png", alt: "a fox" }];
  const body = drawCard({ ...card, actions: ["again", "edit"] }, { ...style, files });
  const types = inside(body.components[0] as Any).map(({ type }) => type);
  expect(types).toEqual([
    ComponentType.MediaGallery,
    ComponentType.TextDisplay,
    ComponentType.TextDisplay,
    ComponentType.ActionRow,
  ]);
});

test("what AutoMod did not let through is left out, and said to be", () => {
  const said = text(
    drawCard(
      { ...card, prompt: "a bad word", set: [{ name: "style", value: "bad too" }] },
      { ...style, withheld: true },
    ),
  );
  expect(said).not.toMatch(/bad/);
  expect(said).toContain("is hidden");
});

const status: fc.Arbitrary<CardStatus> = fc.oneof(
  fc.constant<CardStatus>({ kind: "held", upTo: micros(24_300) }),
  fc.constant<CardStatus>(RUNNING),
  fc.constant<CardStatus>({
    kind: "made",
    cost: micros(97_200),
    upTo: micros(97_200),
    requested: 12,
    got: 3,
    seed: 7,
    tookMs: 9_999,
  }),
  fc.string({ unit: "grapheme", maxLength: 3_000 }).map((reason): CardStatus => {
    return { kind: "failed", cost: micros(0), upTo: micros(24_300), code: "generator.refused", reason };
  }),
);

const long = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 6_000 }),
  fc.constantFrom("*".repeat(6_000), "\n".repeat(6_000), "𝕏".repeat(3_000)),
);

test("no prompt, option, warning or link can make a card too large for Discord", () => {
  const url = fc.nat(900).map((length) => `https://x.example/${"a".repeat(length)}.mp4`);
  fc.assert(
    fc.property(
      fc.record({ prompt: long, status, warnings: fc.array(long, { maxLength: 8 }) }),
      fc.array(fc.record({ name: fc.constant("negative_prompt"), value: long }), { maxLength: 25 }),
      fc.array(url, { maxLength: 10 }),
      (change, set, urls) => {
        const links = urls.map((link, index) => ({ title: `Clip ${index + 1}`, url: link, expiresAt: NOW }));
        const files = Array.from({ length: 10 }, (_, index) => ({ name: `${index}.png`, alt: change.prompt }));
        const body = drawCard({ ...card, ...change, set, actions: ["again", "edit"] }, { ...style, files, links });
        const contents = all(body).flatMap((part) => (part.type === ComponentType.TextDisplay ? [part.content] : []));
        expect(contents.reduce((sum, content) => sum + content.length, 0)).toBeLessThanOrEqual(4_000);
        for (const content of contents) expect(content.trim()).not.toBe("");
        expect(all(body).length).toBeLessThanOrEqual(40);
        expect(body.flags).toBe(MessageFlags.IsComponentsV2);
        expect(body.allowed_mentions).toEqual({ parse: [] });
      },
    ),
    { numRuns: 200 },
  );
});

test("a button leads back to its run, and only to one of ours", () => {
  expect(readPressId(pressId({ action: "again", generationId: "discord:13" }))).toEqual({
    action: "again",
    generationId: "discord:13",
  });
  for (const foreign of ["", "again", "vote:1", "toString:1", ":x"]) expect(readPressId(foreign)).toBeNull();
});

test("links that have no room are counted, not dropped", () => {
  const links = Array.from({ length: 12 }, (_, index) => ({
    title: `Picture ${index + 1}`,
    url: `https://cdn.example/${"x".repeat(600)}/${index}.png?sig=1`,
    expiresAt: NOW + 86_400_000,
  }));
  const said = drawn(MADE, { links });
  const shown = said.match(/cdn\.example/g)?.length ?? 0;
  expect(shown).toBeGreaterThan(3);
  expect(shown).toBeLessThan(12);
  expect(said).toContain(`${12 - shown} more links have no room here`);
  expect(said.length).toBeLessThan(4_000);
});
