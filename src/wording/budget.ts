// What /budget answers.

import type { BudgetState, GuildRules } from "../domain/money/budget.ts";
import type { BudgetView } from "../domain/money/budget-view.ts";
import type { LedgerEntry } from "../domain/money/ledger.ts";
import { formatDollars, micros, minus, sum, ZERO } from "../domain/money/money.ts";
import type { Micros } from "../domain/money/money.ts";
import type { Page } from "./page.ts";
import { channel, code, command, date, dotted, listed, person, role, say, strong, ticking } from "./text.ts";
import type { Text } from "./text.ts";
import { sayFailure } from "./failure.ts";
import { sayLeft, sayReset, sayUsed } from "./budget-terms.ts";
import { readNote, sayAmount, sayCap, sayChange, sayConfirm } from "./rule-changes.ts";
import { CAN_POST, GUILD } from "./platform-terms.ts";

type Of<Kind extends BudgetView["kind"]> = Extract<BudgetView, { kind: Kind }>;

export function sayBudget(view: BudgetView): Page {
  switch (view.kind) {
    case "overview":
      return sayOverview(view);
    case "changed":
      return sayChanged(view);
    case "log":
      return sayLog(view);
  }
}

function sayOverview({ budgets, confirmAbove, isDefault, manages, reader, rules }: Of<"overview">): Page {
  const small = manages
    ? say`Change it with ${command("budget set")}. ${command("budget log")} shows who changed what.`
    : say`A run must fit into each of these. Admins and budget managers set them.`;
  return {
    title: manages ? say`Budgets of this ${GUILD}` : "What you can spend here",
    tone: rules.paused ? "odd" : "plain",
    blocks: [
      ...(rules.paused ? [{ kind: "lines", lines: [sayChange({ kind: "paused", isPaused: true })] } as const] : []),
      ...budgets.map((budget) => ({ kind: "lines", lines: sayState(budget, reader) }) as const),
      { kind: "list", lines: [...sayRules(rules, manages), sayConfirm(confirmAbove)] },
      { kind: "small", lines: [...(isDefault ? [DEFAULT] : []), LEGEND, small] },
    ],
  };
}

const LEGEND = say`█ spent · ▒ set aside for runs in progress · ░ left`;
const DEFAULT = say`This is the default budget; nobody here has changed it.`;

function sayState(budget: BudgetState, reader: string): readonly Text[] {
  const { cap, held, spent, resetsAt } = budget;
  const facts = [
    ...(spent > 0 ? [say`${formatDollars(spent)} spent`] : []),
    ...(held > 0 ? [say`${formatDollars(held)} set aside`] : []),
    ...(resetsAt === null ? [] : [say`resets ${ticking(resetsAt)}`]),
  ];
  const left = micros(Math.max(0, minus(cap, sum([held, spent]))));
  return [sayLeft(budget, left, reader), dotted([say`${code(bar(budget))}`, ...facts])];
}

const CELLS = 10;

/** Spent, set aside, and left. Whatever was used shows, and only a used-up budget is full. */
function bar({ cap, held, spent }: BudgetState): string {
  const cells = (amount: number): number => {
    if (amount >= cap) return CELLS;
    return amount === 0 ? 0 : Math.min(CELLS - 1, Math.max(1, Math.round((amount / cap) * CELLS)));
  };
  const used = cells(held + spent);
  const gone = Math.min(used - (held > 0 && used > 1 ? 1 : 0), cells(spent));
  return "█".repeat(gone) + "▒".repeat(used - gone) + "░".repeat(CELLS - used);
}

/** What holds besides the caps; to those who set it also what is as it was. */
function sayRules(rules: GuildRules, manages: boolean): readonly Text[] {
  const { caps, timeZone, modelsOff, channelIds, roleIds, alertChannelId, managerIds } = rules;
  const each = caps.filter(({ scope }) => manages && scope.kind === "each-member").map(sayCap);
  const alerts = manages ? [sayChange({ kind: "alerts", channelId: alertChannelId })] : [];
  return [
    ...each,
    ...(channelIds.length > 0 ? [sayChannels(channelIds)] : []),
    ...(roleIds.length > 0 ? [sayRoles(roleIds)] : []),
    ...(modelsOff.length > 0 ? [say`Models switched off: ${listed(modelsOff.map(code), "and")}.`] : []),
    ...(managerIds.length > 0 ? [sayManagers(managerIds)] : []),
    sayChange({ kind: "time-zone", timeZone }),
    ...alerts,
  ];
}

const sayManagers = (ids: readonly string[]): Text => say`Budget managers: ${listed(ids.map(person), "and")}.`;

function sayChanged({ change, rules, budget, instead, canAlert }: Of<"changed">): Page {
  const more =
    change.kind === "no-cap" ? sayInstead(instead, rules) : [...sayEffect(budget), ...sayList(change.kind, rules)];
  const unsure = canAlert ? [] : [say`Make sure ${CAN_POST}.`];
  return { title: "Done", tone: "good", blocks: [{ kind: "lines", lines: [sayChange(change), ...more, ...unsure] }] };
}

/** What a new cap does right now. */
function sayEffect(budget: BudgetState | null): readonly Text[] {
  if (budget === null) return [];
  const used = sum([budget.held, budget.spent]);
  const full =
    budget.resetsAt === null
      ? say`New runs are blocked. Running ones will finish.`
      : say`New runs are blocked until it resets ${sayReset(budget.resetsAt)}. Running ones will finish.`;
  return [sayUsed(budget, used), ...(used >= budget.cap ? [full] : [])];
}

function sayList(kind: string, { channelIds, managerIds, roleIds }: GuildRules): readonly Text[] {
  if (kind === "channel") return [sayChannels(channelIds)];
  if (kind === "manager" && managerIds.length > 0) return [sayManagers(managerIds)];
  return kind === "role" ? [sayRoles(roleIds)] : [];
}

const sayChannels = (ids: readonly string[]): Text => say`The bot works only in ${listed(ids.map(channel), "and")}.`;

const sayRoles = (ids: readonly string[]): Text => say`Only ${listed(ids.map(role), "and")} and admins can use it.`;

const sayInstead = (instead: Of<"changed">["instead"], { caps }: GuildRules): readonly Text[] =>
  instead.map((cap) =>
    cap.scope.kind === "guild" && !caps.some(({ scope }) => scope.kind === "guild")
      ? say`The default applies again: ${sayAmount(cap)}.`
      : say`Still in force: ${sayCap(cap)}`,
  );

const sayLog = ({ entries }: Of<"log">): Page => ({
  title: "Who spent or changed what",
  tone: "plain",
  blocks: [
    entries.length === 0
      ? { kind: "lines", lines: [say`Nothing yet.`] }
      : {
          kind: "list",
          lines: entries.map((entry) => say`${date(entry.at)} ${person(entry.userId)}: ${sayEntry(entry)}`),
        },
  ],
});

const amount = (value: Micros): Text => [strong(formatDollars(value))];

function sayEntry({ kind, held, spent, model, note }: LedgerEntry): Text {
  const back = minus(ZERO, held);
  switch (kind) {
    case "hold":
      return say`${amount(held)} set aside for a run of ${code(model)}`;
    case "adjust":
      return say`${amount(back)} released: MindVideo estimates less for ${code(model)}`;
    case "settle":
      return say`${amount(spent)} spent on ${code(model)}, of ${formatDollars(back)} set aside`;
    case "release":
      return say`${amount(back)} released (${code(model)}, not charged): ${sayWhy(note)}`;
    case "unconfirmed":
      return say`no answer about a run of ${code(model)}; its money stays set aside`;
    case "correction":
      return say`${amount(spent)} more than was set aside, spent on ${code(model)}`;
    case "rules": {
      const change = readNote(note);
      return change === null ? [note] : sayChange(change);
    }
  }
}

/** How a run ended that cost nothing. */
function sayWhy(note: string): Text {
  if (note === "cancelled") return say`it was cancelled.`;
  return note === "made" ? say`it was free.` : sayFailure(note, null);
}
