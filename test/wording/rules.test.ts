// If this breaks: an admin reads a sentence about another rule than the one that was changed, or an empty line in the log.

import { aRefusal } from "./a-refusal.ts";
import { expect, test } from "vitest";
import { NO_RULES } from "../../src/domain/money/budget.ts";
import type { BudgetState } from "../../src/domain/money/budget.ts";
import type { LedgerEntry } from "../../src/domain/money/ledger.ts";
import { micros } from "../../src/domain/money/money.ts";
import type { RuleChange } from "../../src/domain/money/rule-change.ts";
import { markup } from "../../src/platforms/discord/draw/markdown.ts";
import type { Page } from "../../src/wording/page.ts";
import { sayRefusal } from "../../src/wording/refusals/say-refusal.ts";
import { sayBudget } from "../../src/wording/budget.ts";
import { readNote, sayChange } from "../../src/wording/rule-changes.ts";

const linesOf = ({ blocks }: Page): readonly string[] =>
  blocks.flatMap((block) => ("lines" in block ? block.lines.map(markup) : []));

const dollars = (amount: number) => micros(amount * 1_000_000);

const CHANGES: readonly (readonly [RuleChange, string])[] = [
  [
    { kind: "cap", cap: { scope: { kind: "guild" }, period: "month", amount: dollars(5) } },
    "This server can spend **$5.00** a month.",
  ],
  [
    { kind: "cap", cap: { scope: { kind: "role", id: "7" }, period: "total", amount: dollars(0) } },
    "<@&7> \\(shared\\) can spend **nothing** in total.",
  ],
  [{ kind: "no-cap", scope: { kind: "member", id: "7" }, period: "week" }, "<@7> no longer has a weekly budget."],
  [{ kind: "no-cap", scope: { kind: "each-member" }, period: "total" }, "Each member no longer has a budget in total."],
  [{ kind: "alerts", channelId: "7" }, "Budget alerts go to <#7>, at 50%, 80% and 100%."],
  [{ kind: "alerts", channelId: null }, "Budget alerts are off."],
  [{ kind: "confirm-above", amount: dollars(0.5) }, "Runs that could cost more than **$0.50** ask for confirmation."],
  [{ kind: "confirm-above", amount: dollars(0) }, "Every run asks for confirmation."],
  [{ kind: "confirm-above", amount: dollars(1_000_000) }, "No run asks for confirmation."],
  [
    { kind: "confirm-above", amount: null },
    "Back to the default amount: the bot asks before runs that cost more than it.",
  ],
  [{ kind: "time-zone", timeZone: "UTC" }, "Days, weeks and months follow the time zone **UTC**."],
  [{ kind: "model", model: "fox-1", isOn: true }, "`fox-1` is switched on."],
  [{ kind: "model", model: "fox-1", isOn: false }, "`fox-1` is switched off."],
  [{ kind: "channel", id: "7", isAllowed: true }, "The bot now works in <#7>."],
  [{ kind: "role", id: "7", isAllowed: false }, "<@&7> can no longer use the bot."],
  [{ kind: "every-channel" }, "The bot works in every channel."],
  [{ kind: "every-role" }, "Everyone can use the bot."],
  [{ kind: "manager", id: "7", isNamed: true }, "<@7> can now set budgets."],
  [{ kind: "manager", id: "7", isNamed: false }, "<@7> can no longer set budgets."],
  [{ kind: "paused", isPaused: true }, "The bot is paused: no new runs. Running ones will finish."],
  [{ kind: "paused", isPaused: false }, "The bot is no longer paused."],
];

test.each(CHANGES)("%j", (change, sentence) => {
  expect(markup(sayChange(change))).toBe(sentence);
  expect(readNote(JSON.stringify(change))).toEqual(change);
});

const entry = (about: Partial<LedgerEntry>): LedgerEntry => ({
  id: 1,
  at: 0,
  kind: "hold",
  generationId: "discord:1",
  platform: "discord",
  guildId: "1",
  channelId: "1",
  userId: "42",
  model: "fox-1",
  heldAt: 0,
  held: micros(0),
  spent: micros(0),
  note: "",
  ...about,
});

test.each<[Partial<LedgerEntry>, string]>([
  [{ kind: "hold", held: dollars(0.1) }, "**$0.10** set aside for a run of `fox-1`"],
  [{ kind: "adjust", held: dollars(-0.04) }, "**$0.04** released: MindVideo estimates less for `fox-1`"],
  [{ kind: "settle", held: dollars(-0.06), spent: dollars(0.05) }, "**$0.05** spent on `fox-1`, of $0.06 set aside"],
  [
    { kind: "release", held: dollars(-0.06), note: "cancelled" },
    "**$0.06** released \\(`fox-1`, not charged\\): it was cancelled.",
  ],
  [
    { kind: "release", held: dollars(-0.06), note: "generator.refused" },
    "**$0.06** released \\(`fox-1`, not charged\\): MindVideo refused this request.",
  ],
  [{ kind: "unconfirmed" }, "no answer about a run of `fox-1`; its money stays set aside"],
  [{ kind: "correction", spent: dollars(0.01) }, "**$0.01** more than was set aside, spent on `fox-1`"],
  [{ kind: "rules", note: "changed by hand @everyone" }, "changed by hand \\@everyone"],
  [{ kind: "rules", note: '{"kind":"of a later version"}' }, '{"kind":"of a later version"}'],
  [{ kind: "rules", note: "null" }, "null"],
])("the log says %j", (about, said) => {
  expect(linesOf(sayBudget({ kind: "log", entries: [entry(about)] }))).toEqual([`<t:0:f> <@42>: ${said}`]);
});

test("an empty log says so", () => {
  expect(linesOf(sayBudget({ kind: "log", entries: [] }))).toEqual(["Nothing yet."]);
});

const state = (cap: number, spent: number, held: number): BudgetState => ({
  scope: { kind: "guild" },
  period: "month",
  cap: micros(cap),
  spent: micros(spent),
  held: micros(held),
  resetsAt: null,
});

test.each([
  [100, 0, 0, "░░░░░░░░░░"],
  [100, 1, 0, "█░░░░░░░░░"],
  [100, 0, 1, "▒░░░░░░░░░"],
  [100, 50, 0, "█████░░░░░"],
  [100, 50, 20, "█████▒▒░░░"],
  [100, 50, 1, "████▒░░░░░"],
  [100, 99, 0, "█████████░"],
  [100, 99, 1, "█████████▒"],
  [100, 100, 0, "██████████"],
  [100, 130, 0, "██████████"],
  [0, 0, 0, "██████████"],
])("of %d, %d spent and %d set aside look so: %s", (cap, spent, held, bar) => {
  const page = sayBudget({
    kind: "overview",
    reader: "42",
    manages: true,
    budgets: [state(cap, spent, held)],
    isDefault: false,
    rules: NO_RULES,
    confirmAbove: micros(0),
  });
  expect(linesOf(page)[1]).toContain(`\`${bar}\``);
});

test("where it is not known whether the bot may post, the answer says what it needs", () => {
  const changed = { kind: "changed", rules: NO_RULES, budget: null, instead: [] } as const;
  const change = { kind: "alerts", channelId: "7" } as const;
  expect(linesOf(sayBudget({ ...changed, change, canAlert: false })).join()).toContain("**Send Messages** there");
  expect(linesOf(sayBudget({ ...changed, change, canAlert: true })).join()).not.toContain("Send Messages");
});

test.each<[string, Record<string, unknown>]>([
  ["guild.paused", {}],
  ["guild.other_channel", { channelIds: ["1"] }],
  ["guild.other_role", { roleIds: ["1"] }],
  ["budget.not_allowed", {}],
  ...["unreadable", "ambiguous", "negative", "too-fine", "too-large"].map((why): [string, Record<string, unknown>] => [
    "budget.amount",
    { got: "x", why },
  ]),
  ["budget.one_scope", {}],
  ["budget.gone", { of: "role" }],
  ["budget.no_cap", {}],
  ["budget.cannot_post", { channelId: "1", permissions: ["Send Messages"] }],
  ["budget.zone", { got: "x", nearest: null }],
  ["budget.model", { got: "x", nearest: null, slugs: ["fox-1"] }],
  ["budget.no_list", { of: "role", ids: [] }],
  ["budget.last_on_list", { of: "role" }],
  ["budget.admins_name", {}],
  ["budget.no_manager", { ids: ["1"] }],
])("%s %j has words of its own, and says that nothing happened", (code, detail) => {
  const { title, lines, money } = sayRefusal(aRefusal(code, detail));
  expect(title).not.toContain("Sorry");
  expect(lines.length).toBeGreaterThan(0);
  expect(money).not.toBeNull();
});
