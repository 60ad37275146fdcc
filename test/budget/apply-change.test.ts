// If this breaks: one cap that is set takes another one with it, or a list of channels that becomes empty lets everybody in.

import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChange } from "../../src/budget/apply-change.ts";
import { NO_RULES, PERIODS, sameScope } from "../../src/domain/money/budget.ts";
import type { Cap, CapScope, GuildRules } from "../../src/domain/money/budget.ts";
import { micros } from "../../src/domain/money/money.ts";
import type { RuleChange } from "../../src/domain/money/rule-change.ts";

const id = fc.constantFrom("1", "2");
const scope = fc.oneof(
  fc.constantFrom<CapScope>({ kind: "guild" }, { kind: "each-member" }),
  fc.record({ kind: fc.constantFrom("member", "role", "channel"), id }),
);
const period = fc.constantFrom(...PERIODS);
const cap: fc.Arbitrary<Cap> = fc.record({ scope, period, amount: fc.nat().map(micros) });

const isFor = (one: Cap, other: Pick<Cap, "scope" | "period">): boolean =>
  sameScope(one.scope, other.scope) && one.period === other.period;

const withCaps = (caps: readonly Cap[]): GuildRules =>
  caps.reduce((rules, one) => applyChange(rules, { kind: "cap", cap: one }), NO_RULES);

test("a cap that is set is the only one for its subject and period, and every other stays", () => {
  fc.assert(
    fc.property(fc.array(cap), cap, (caps, next) => {
      const before = withCaps(caps);
      const after = applyChange(before, { kind: "cap", cap: next });
      expect(after.caps.filter((one) => isFor(one, next))).toEqual([next]);
      expect(after.caps.filter((one) => !isFor(one, next))).toEqual(before.caps.filter((one) => !isFor(one, next)));
      expect({ ...after, caps: [] }).toEqual({ ...before, caps: [] });
    }),
  );
});

test("a cap that is cleared is gone and no other; one that is not there is told", () => {
  fc.assert(
    fc.property(fc.array(cap), cap, (caps, gone) => {
      const before = withCaps(caps);
      const rest = before.caps.filter((one) => !isFor(one, gone));
      const clear = (): GuildRules => applyChange(before, { kind: "no-cap", scope: gone.scope, period: gone.period });
      expect(rest.length === before.caps.length ? codeOf(clear) : clear().caps).toEqual(
        rest.length === before.caps.length ? "budget.no_cap" : rest,
      );
    }),
  );
});

function codeOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

test("a list of places is never emptied one by one", () => {
  const change = fc.record({ kind: fc.constantFrom("channel", "role"), id, isAllowed: fc.boolean() });
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      let rules = NO_RULES;
      const restricted = { channel: false, role: false };
      for (const one of changes) {
        try {
          rules = applyChange(rules, one);
          restricted[one.kind] = true;
        } catch {
          // Refused: the rules are as they were.
        }
        expect(rules.channelIds.length > 0).toBe(restricted.channel);
        expect(rules.roleIds.length > 0).toBe(restricted.role);
      }
    }),
  );
});

const name = (isNamed: boolean) => ({ kind: "manager", id: "7", isNamed }) as const;

test("who was named can be taken off the list, and who was not is told", () => {
  expect(applyChange(applyChange(NO_RULES, name(true)), name(false))).toEqual(NO_RULES);
  expect(codeOf(() => applyChange(NO_RULES, name(false)))).toBe("budget.no_manager");
});

test.each<[RuleChange, Partial<GuildRules>]>([
  [{ kind: "alerts", channelId: "7" }, { alertChannelId: "7" }],
  [{ kind: "confirm-above", amount: micros(5) }, { confirmAbove: micros(5) }],
  [{ kind: "time-zone", timeZone: "Asia/Shanghai" }, { timeZone: "Asia/Shanghai" }],
  [{ kind: "model", model: "a", isOn: false }, { modelsOff: ["a"] }],
  [{ kind: "model", model: "a", isOn: true }, { modelsOff: [] }],
  [{ kind: "channel", id: "7", isAllowed: true }, { channelIds: ["7"] }],
  [{ kind: "role", id: "7", isAllowed: true }, { roleIds: ["7"] }],
  [{ kind: "manager", id: "7", isNamed: true }, { managerIds: ["7"] }],
  [{ kind: "paused", isPaused: true }, { paused: true }],
])("%j changes that and nothing else, and twice is once", (change, expected) => {
  const once = applyChange(NO_RULES, change);
  expect(once).toEqual({ ...NO_RULES, ...expected });
  expect(applyChange(once, change)).toEqual(once);
});
