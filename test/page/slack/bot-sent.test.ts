// If this breaks: the bot sends what the page does not know, and the demo shows JSON in the place of a card or a field.

import { h } from "preact";
import { describe, expect, test } from "vitest";
import { Modal } from "../../../sim/page/slack/form/modal.ts";
import type { Card, CardStatus } from "../../../src/domain/messages/card.ts";
import { micros } from "../../../src/domain/money/money.ts";
import { drawCard } from "../../../src/platforms/slack/draw/card.ts";
import { catalog } from "../../catalog/catalog-fixtures.ts";
import { handlers, drawn } from "../../platforms/slack/modal.ts";
import { html, htmlOfMessage, wordsOf } from "./drawn.ts";
import { form as shownForm } from "./form-view.ts";
import { NOW, viewer } from "./payloads.ts";

describe.each(catalog.models)("the form of $slug", ({ slug, command }) => {
  test("is drawn with a field below each of its labels", () => {
    const form = drawn(handlers.form(command, { model: slug }));
    const view = { ...shownForm, title: form.title.text, blocks: form.blocks };
    const page = html(h(Modal, { view, viewer, onSubmit: () => undefined, onClose: () => undefined }));
    expect(page).not.toContain("not known here");
    const inputs = form.blocks.filter(({ type }) => type === "input");
    expect(inputs.length).toBeGreaterThan(1);
    expect(page.match(/id="[^"]*-field"/g)).toHaveLength(inputs.length);
  });
});

const STATUSES: readonly CardStatus[] = [
  { kind: "held", upTo: micros(24_300) },
  { kind: "running", phase: "processing", upTo: micros(24_300), likelyAt: NOW + 20_000, lateAt: NOW + 60_000 },
  { kind: "made", cost: micros(72_900), upTo: micros(97_200), requested: 4, got: 3, seed: 42, tookMs: 18_200 },
  { kind: "failed", cost: micros(0), upTo: micros(1), code: "generator.refused", reason: "not this" },
  { kind: "cancelled" },
  { kind: "lost", upTo: micros(5), code: null },
];

const card: Omit<Card, "status"> = {
  generationId: "slack:A1:T1:1.2.abc",
  command: "image",
  modelTitle: "Wan 2.7 Image",
  prompt: "a *red* fox",
  set: [{ name: "size", value: "16:9" }],
  warnings: [],
  userId: "U0BO",
  startedAt: NOW - 4_000,
  actions: ["cancel", "again"],
};

test.each(STATUSES)("a card that is $kind is drawn whole", (status) => {
  const { blocks } = drawCard({ ...card, status }, { now: NOW, shared: [], links: [] });
  const page = htmlOfMessage({ blocks });
  expect(page).not.toContain("not known here");
  expect(wordsOf(page)).toContain("a *red* fox");
  expect(page.match(/<button/g)).toHaveLength(2);
});
