// If this breaks: Slack refuses a page that is too long, or drops a line of it, so an admin sees nothing or not all.

import { aRefusal } from "../../wording/a-refusal.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { commandSpecs } from "../../../commands/index.ts";
import type { Cap } from "../../../src/domain/money/budget.ts";
import { NO_RULES } from "../../../src/domain/money/budget.ts";
import { micros } from "../../../src/domain/money/money.ts";
import type { ModelPage } from "../../../src/domain/messages/option.ts";
import type { Question } from "../../../src/domain/messages/question.ts";
import { supportedCommands } from "../../../src/platforms/slack/supported-commands.ts";
import { drawModels, drawPage, drawRefusal } from "../../../src/platforms/slack/draw/page.ts";
import { drawClosing, drawQuestion } from "../../../src/platforms/slack/draw/question.ts";
import type { Block, Page } from "../../../src/wording/page.ts";
import { channel, person, say } from "../../../src/wording/text.ts";
import { sayBudget } from "../../../src/wording/budget.ts";
import { sayHelp } from "../../../src/wording/help-and-forms.ts";
import { sayRefusal } from "../../../src/wording/refusals/say-refusal.ts";
import { catalog } from "../../catalog/catalog-fixtures.ts";
import { faultsOf, partsOf, readable } from "./judges.ts";
import { aBudgetState } from "../../a-budget-state.ts";

const STYLE = { prefix: "" };
const page = (...blocks: readonly Block[]): Page => ({ title: "Budget", tone: "plain", blocks });
const lines = (count: number, chars: number) =>
  Array.from({ length: count }, (_, index) => say`${String(index).padEnd(chars, "x")}`);
const png = { name: "chart.png", contentType: "image/png", bytes: new Uint8Array([1, 2, 3]), alt: "A chart" };
const csv = { name: "runs.csv", contentType: "text/csv", bytes: new Uint8Array([4]), alt: "All runs" };

test("a page is drawn in the order of its blocks", () => {
  const { body, files } = drawPage(
    page(
      { kind: "lines", lines: [say`Of ${person("U1")} in ${channel("C3")}`] },
      { kind: "heading", text: "Caps" },
      { kind: "list", lines: [say`one`, say`two`] },
      { kind: "table", head: ["Model", "Spent"], rows: [["Wan", "$1.00"]] },
      { kind: "small", lines: [say`that is all`] },
    ),
    STYLE,
  );
  expect(readable(body)).toBe("Budget\nOf <@U1> in <#C3>\nCaps\n• one\n• two\nModel  Spent\nWan    $1.00\nthat is all");
  expect([files, faultsOf(body)]).toEqual([[], []]);
});

test("buttons of a row that do the same for different runs are told apart, as Slack asks", () => {
  const buttons = ["1", "2", "3"].map((id) => ({
    id: `bring:slack:${id}`,
    label: `Bring ${id}`,
    style: "good" as const,
  }));
  const { body } = drawPage({ ...page(), buttons }, STYLE);
  const row = body.blocks.find(({ type }) => type === "actions");
  const ids = row?.type === "actions" ? row.elements.map((one) => one.action_id) : [];
  expect(new Set(ids).size).toBe(3);
  expect(faultsOf(body)).toEqual([]);
});

test("files are handed out, and the page says where they are", () => {
  const shown = page({ kind: "picture", file: png }, { kind: "download", file: csv });
  expect(drawPage(shown, STYLE).files.map(({ name }) => name)).toEqual(["chart.png", "runs.csv"]);
  expect(readable(drawPage(shown, STYLE).body)).toContain("The 2 files come in your direct message with the bot.");
  const there = drawPage(shown, { ...STYLE, filesAt: "https://sim.slack.com/archives/D1/p1" });
  expect(readable(there.body)).toContain(
    "The 2 files are in <https://sim.slack.com/archives/D1/p1|your direct message with the bot>.",
  );
});

test("a list too long for a message ends with an ellipsis, and the small print below it stays", () => {
  const { body } = drawPage(
    page({ kind: "list", lines: lines(300, 90) }, { kind: "small", lines: [say`how to read it`] }),
    STYLE,
  );
  expect(readable(body)).toMatch(/• 8\dx+\n• …\nhow to read it$/);
  expect(faultsOf(body)).toEqual([]);
});

test("whatever is on a page, Slack's limits hold", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.constantFrom("<!channel>", "x".repeat(9_000)),
  );
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constant("heading" as const), text }),
    fc.record({
      kind: fc.constantFrom("lines" as const, "list" as const, "small" as const),
      lines: fc.array(
        text.map((one) => say`${one}`),
        { maxLength: 40 },
      ),
    }),
    fc.record({
      kind: fc.constant("table" as const),
      head: fc.constant(["Model", "Spent"]),
      rows: fc.array(fc.tuple(text, text), { maxLength: 30 }),
    }),
    fc.constantFrom({ kind: "picture" as const, file: png }, { kind: "download" as const, file: csv }),
  );
  fc.assert(
    fc.property(fc.array(block, { maxLength: 70 }), text, (blocks, title) => {
      const buttons = [{ id: "run:slack:1", label: title, style: "good" } as const];
      const { body } = drawPage({ title, tone: "odd", blocks, buttons }, STYLE);
      expect(faultsOf(body)).toEqual([]);
      expect(partsOf(body.blocks).at(-2)).toMatchObject({ type: "button", value: "run:slack:1", action_id: "run" });
    }),
    { numRuns: 100 },
  );
});

const model = (index: number, options: number): ModelPage => ({
  slug: `model-${index}`,
  title: `Model ${index}`,
  description: "Makes pictures. ".repeat(20),
  command: "image",
  from: micros(24_300),
  options: Array.from({ length: options }, (_, n) => ({ name: `option_${n}`, title: "x", allowed: "from 1 to 4" })),
});

const many = (count: number, options: number) =>
  drawModels(
    Array.from({ length: count }, (_, index) => model(index, options)),
    STYLE,
  );

test("each model shows all of its options while there is room, then their names, then itself", () => {
  const real = drawModels(
    catalog.models.map(({ slug }) => catalog.page(slug)),
    { prefix: "mv-" },
  );
  expect(faultsOf(real)).toEqual([]);
  expect(readable(real)).toContain("/mv-r2v · wan2-7-r2v · default run up to");
  for (const { slug } of catalog.models) {
    for (const { name, allowed } of catalog.page(slug).options)
      expect(readable(real)).toContain(`• ${name} ${allowed}`);
  }
  expect(readable(many(10, 30))).toContain("option_29");
  expect(readable(many(10, 30))).not.toContain("from 1 to 4");
  expect(readable(many(16, 30))).not.toContain("option_29");
  expect(readable(many(100, 30))).toMatch(/\d\d more models are not shown\.$/);
  for (const drawn of [many(10, 30), many(16, 30), many(100, 30), drawModels([], STYLE)])
    expect(faultsOf(drawn)).toEqual([]);
});

test("a prefix stands before every command that is named, and a server is a workspace", () => {
  const style = { prefix: "mv-" };
  const commands = supportedCommands(commandSpecs(catalog));
  const help = drawPage(sayHelp(commands), style).body;
  for (const { name } of commands) expect(readable(help)).toContain(`/mv-${name} `);
  expect(readable(help)).not.toMatch(/(?<![\w])\/(?!mv-)[a-z]|server|role/);
  const told = (code: string) => readable(drawRefusal(sayRefusal(aRefusal(code)), style));
  expect(told("guild.paused")).toContain("An admin can resume it with /mv-budget resume.");
  expect(told("budget.not_allowed")).toMatch(
    /budget managers\nBudgets are set by admins and owners of the workspace, and by the budget managers they named\./,
  );
  expect(told("budget.no_roles")).toContain("/mv-budget channel");
  expect(told("budget.one_scope")).not.toContain("role");
});

const state = aBudgetState({ held: micros(24_300), spent: micros(1_000_000) });

test("budgets stand below each other, with their bars", () => {
  const cap: Cap = { scope: { kind: "each-member" }, period: "day", amount: micros(500_000) };
  const overview = sayBudget({
    kind: "overview",
    reader: "U1",
    manages: true,
    budgets: Array.from({ length: 40 }, (_, index) => ({ ...state, scope: { kind: "member", id: `U${index}` } })),
    isDefault: false,
    rules: { ...NO_RULES, caps: [cap], channelIds: ["C1"] },
    confirmAbove: micros(500_000),
  });
  const { body } = drawPage(overview, STYLE);
  expect(faultsOf(body)).toEqual([]);
  const said = readable(body);
  expect(said).toContain("Budgets of this workspace");
  expect(said).toContain("<@U39>, this month: $3.9757 of $5.00 left\n█▒░░░░░░░░ · $1.00 spent · $0.0243 set aside");
  expect(said).toContain("• Each member can spend $0.50 a day.");
});

test("a question can be answered by its buttons, and what becomes of it has none", () => {
  const question: Question = {
    generationId: "slack:A:T:1",
    command: "video",
    modelTitle: "Wan",
    prompt: "<!channel> *fox*",
    set: [{ name: "duration", value: "15" }],
    warnings: [],
    userId: "U1",
    upTo: micros(616_500),
    budgets: [state],
    expiresAt: Date.UTC(2026, 10, 21),
  };
  const body = drawQuestion(question, { prefix: "mv-" });
  expect(faultsOf(body)).toEqual([]);
  expect(readable(body)).toMatch(
    /^⚠️ Run this for up to \$0\.6165\?\nWan · \/mv-video\n“<!channel> \*fox\*”\nduration 15\n/,
  );
  expect(partsOf(body.blocks).flatMap(({ type, value }) => (type === "button" ? [value] : []))).toEqual([
    "run:slack:A:T:1",
    "decline:slack:A:T:1",
  ]);
  const at = { guildId: "T1", channelId: "C1", messageId: "1.000002" };
  for (const closing of [{ kind: "declined" }, { kind: "started", isOver: true, card: at }] as const) {
    const closed = drawClosing(closing, STYLE);
    expect(faultsOf(closed)).toEqual([]);
    expect(partsOf(closed.blocks).map(({ type }) => type)).not.toContain("button");
  }
});
