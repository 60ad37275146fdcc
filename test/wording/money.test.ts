// If this breaks: somebody agrees to an amount, or is refused for one, without learning whose budget it comes out of.

import type { BudgetScope } from "../../src/domain/money/budget.ts";
import { expect, test } from "vitest";
import { UserError } from "../../src/domain/errors/errors.ts";
import { micros } from "../../src/domain/money/money.ts";
import type { Notice } from "../../src/domain/messages/notice.ts";
import type { Question } from "../../src/domain/messages/question.ts";
import { markup } from "../../src/platforms/discord/draw/markdown.ts";
import type { Page } from "../../src/wording/page.ts";
import { sayNotice } from "../../src/wording/notice.ts";
import { sayClosing, sayQuestion } from "../../src/wording/question.ts";
import { sayRefusal } from "../../src/wording/refusals/say-refusal.ts";
import { aBudgetState } from "../a-budget-state.ts";

const budget = aBudgetState({ held: micros(40_000), spent: micros(4_000_000), resetsAt: 1_000_000 });

const question: Question = {
  generationId: "discord:1",
  command: "r2v",
  modelTitle: "Wan 2.7 R2V",
  prompt: "x".repeat(5_000),
  set: [{ name: "duration", value: "5" }],
  warnings: ["`voice` may be ignored"],
  userId: "42",
  upTo: micros(616_500),
  budgets: [
    { ...budget, scope: { kind: "member", id: "42" }, period: "day" },
    { ...budget, scope: { kind: "role", id: "7" }, period: "week" },
    { ...budget, scope: { kind: "channel", id: "8" }, period: "total" },
    budget,
  ],
  expiresAt: 2_000_000,
};

const textOf = ({ title, blocks }: Page): string =>
  [markup([title].flat()), ...blocks.flatMap((block) => ("lines" in block ? block.lines.map(markup) : []))].join("\n");

test("a question names each budget by whose it is, what is left of it, and when the question ends", () => {
  const page = sayQuestion(question, (action) => `${action}!`);
  const text = textOf(page);
  for (const line of [
    "You, today: **$0.96** of $5.00 left",
    "<@&7> \\(shared\\), this week: **$0.96** of $5.00 left",
    "<#8> \\(shared\\), in total: **$0.96** of $5.00 left",
    "This server, this month: **$0.96** of $5.00 left",
    "duration **5**",
    "`voice` may be ignored",
    "<t:2000:R>",
  ]) {
    expect(text).toContain(line);
  }
  expect(text.length).toBeLessThan(2_000);
  expect(page.buttons).toEqual([
    { id: "run!", label: "Run for up to $0.6165", style: "good" },
    { id: "decline!", label: "Don't run", style: "plain" },
  ]);
});

test("a question that was answered says what came of it", () => {
  expect(textOf(sayClosing({ kind: "declined" }))).toBe("Not run. Nothing was charged.");
  expect(textOf(sayClosing({ kind: "started", isOver: false, card: null }))).toContain("Its card is on the way");
  const card = { guildId: "1", channelId: "2", messageId: "3" };
  expect(textOf(sayClosing({ kind: "started", isOver: true, card }))).toContain(
    "(<https://discord.com/channels/1/2/3>)",
  );
});

test.each<[BudgetScope, string]>([
  [{ kind: "guild" }, "This server can spend"],
  [{ kind: "each-member" }, "You can spend"],
  [{ kind: "member", id: "42" }, "You can spend"],
  [{ kind: "role", id: "7" }, "<@&7> \\(shared\\) can spend"],
  [{ kind: "channel", id: "8" }, "<#8> \\(shared\\) can spend"],
])("a budget of %j without room says whose it is", (scope, words) => {
  const { lines } = sayRefusal(new UserError("budget.full", { detail: { ...budget, scope, upTo: micros(1_000_000) } }));
  expect(lines.map(markup).join("\n")).toContain(`${words} **$5.00** this month: **$4.00** is spent`);
});

test("a notice says how much of how much, and when it resets; one that never does says how to go on", () => {
  const low: Notice = { key: "k", kind: "budget-low", percent: 80, budget };
  const { title, lines } = sayNotice(low);
  expect(title).toBe("80% of a budget is used");
  expect(lines.map(markup)).toEqual([
    "This server, this month: **$4.04** of **$5.00** spent or set aside.",
    String.raw`It resets <t:1000:R> \(<t:1000:f>\).`,
  ]);
  const never = sayNotice({ ...low, percent: 100, budget: { ...budget, period: "total", resetsAt: null } });
  expect(never.title).toBe("A budget is used up");
  expect(never.lines.map(markup)[1]).toBe("New runs are blocked until an admin raises it with `/budget set`.");
  expect(sayNotice({ ...low, budget: { ...budget, period: "total", resetsAt: null } }).lines).toHaveLength(1);
});
