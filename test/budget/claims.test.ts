// Which budgets a run must fit in. If one of these fails, somebody spends past a cap without leaving the server.

import { expect, test } from "vitest";
import { claimsFor, withDefault } from "../../src/budget/claims.ts";
import { countEditions } from "../../src/budget/editions.ts";
import { permit } from "../../src/budget/permit.ts";
import { NO_RULES } from "../../src/domain/money/budget.ts";
import type { Cap } from "../../src/domain/money/budget.ts";
import { micros } from "../../src/domain/money/money.ts";
import { anOrigin } from "../an-origin.ts";
import { ManualClock } from "../manual-clock.ts";
import { MapKeyValue } from "../platforms/contract/map-key-value.ts";

const policy = { defaultGuildBudget: micros(5_000_000), operatorBudget: null, confirmAbove: micros(1) };
const capOf = (scope: Cap["scope"], period: Cap["period"]): Cap => ({ scope, period, amount: micros(1_000) });
const scopes = (caps: readonly Cap[]): readonly string[] => caps.map(({ scope, period }) => `${scope.kind} ${period}`);

test.each<readonly [string, readonly Cap[], readonly string[]]>([
  ["none", [], ["guild month"]],
  ["one a day", [capOf({ kind: "guild" }, "day")], ["guild day", "guild month"]],
  ["one in total", [capOf({ kind: "guild" }, "total")], ["guild total", "guild month"]],
  ["one a month", [capOf({ kind: "guild" }, "month")], ["guild month"]],
])("with %s of its own, a server's caps are these", (_, caps, expected) => {
  expect(scopes(withDefault(caps, policy))).toEqual(expected);
});

test("a cap on a channel binds in its threads, and so does a list of channels", () => {
  const rules = { ...NO_RULES, caps: [capOf({ kind: "channel", id: "20" }, "month")], channelIds: ["20"] };
  const inThread = anOrigin({ channelId: "21", parentChannelId: "20" });
  const elsewhere = anOrigin({ channelId: "21", parentChannelId: "22" });
  const kinds = (who: typeof inThread) => claimsFor(who, { rules, policy }, 0).map(({ scope }) => scope.kind);
  expect(kinds(inThread)).toEqual(["channel", "guild"]);
  expect(kinds(elsewhere)).toEqual(["guild"]);
  expect(() => permit(rules, inThread, "m")).not.toThrow();
  expect(() => permit(rules, elsewhere, "m")).toThrow(expect.objectContaining({ code: "guild.other_channel" }));
});

test("the ceiling of a server is beside whatever its admins set", () => {
  const rules = { ...NO_RULES, caps: [{ ...capOf({ kind: "guild" }, "month"), amount: micros(9_000_000_000) }] };
  const claims = claimsFor(anOrigin(), { rules, policy: { ...policy, guildCeiling: micros(2_000_000) } }, 0);
  expect(claims.map(({ scope, cap }) => [scope.kind, cap])).toEqual([
    ["guild", 9_000_000_000],
    ["ceiling", 2_000_000],
  ]);
});

const windowOf = (edition: number) =>
  claimsFor(
    anOrigin(),
    {
      rules: NO_RULES,
      policy: { ...policy, operatorBudget: micros(1), editions: { operator: edition, ceiling: 0 } },
    },
    0,
  ).at(-1)?.window;

test("a cap of the operator's that was unset for a while gets a new window, which is opened from history", async () => {
  const keyValue = new MapKeyValue(new ManualClock());
  const started = async (operator: boolean) => (await countEditions(keyValue, { operator, ceiling: false })).operator;
  expect(await started(true)).toBe(1);
  expect(await started(true)).toBe(1);
  expect(await started(false)).toBe(1);
  expect(await started(true)).toBe(2);
  expect(windowOf(1)).not.toBe(windowOf(2));
});
