// If this breaks: a budget is set for somebody else than the admin named, or by another amount.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OptionValues } from "../../../src/domain/messages/invocation.ts";
import { encoded, problems, refusal, specs, typed, values } from "./typing.ts";

const mention = (of: string, id: string, name: string, known = true) => ({
  kind: "mention",
  of,
  id,
  name,
  known,
  lacks: null,
});

describe("a page", () => {
  const mia = mention("member", "U123", "mia");
  test.each<[string, string, string, OptionValues | object]>([
    ["budget", "", "budget show", {}],
    [
      "budget",
      "set 50 --period month --member <@U123|mia>",
      "budget set",
      { amount: "50", period: "month", member: mia },
    ],
    ["budget", "set 50 month <@U123|mia>", "budget set", { amount: "50", period: "month", member: mia }],
    ["budget", "set day $0.50 each_member", "budget set", { amount: "$0.50", period: "day", each_member: true }],
    ["budget", "set 5 day each member", "budget set", { amount: "5", period: "day", each_member: true }],
    ["budget", "set 5 day —each-member", "budget set", { amount: "5", period: "day", each_member: true }],
    ["budget", "set amount=5 period=day", "budget set", { amount: "5", period: "day" }],
    [
      "budget",
      "set 5 week <@U123>",
      "budget set",
      { amount: "5", period: "week", member: mention("member", "U123", "U123") },
    ],
    [
      "budget",
      "set 5 week @nobody",
      "budget set",
      { amount: "5", period: "week", member: mention("member", "@nobody", "@nobody", false) },
    ],
    [
      "budget",
      "channel allow <#C9X|art>",
      "budget channel",
      { change: "allow", channel: mention("channel", "C9X", "art") },
    ],
    [
      "budget",
      "channel forbid <#C9X|>",
      "budget channel",
      { change: "forbid", channel: mention("channel", "C9X", "C9X") },
    ],
    ["budget", "alerts", "budget alerts", {}],
    ["budget", "confirm_above never", "budget confirm-above", { amount: "never" }],
    ["budget", "Time-Zone New York", "budget time-zone", { zone: "New York" }],
    ["budget", "model Wan 2.7 Image off", "budget model", { model: "Wan 2.7 Image", switch: "off" }],
    ["budget", "clear day <@U123|mia>", "budget clear", { budget: "day U123" }],
    ["budget", "pause please", "budget pause", {}],
    ["usage", "", "usage", {}],
    ["usage", "last month", "usage", { window: "last month" }],
    ["usage", "by member window last month", "usage", { by: "member", window: "last month" }],
    ["usage", "member", "usage", { by: "member" }],
    ["usage", "member <@U123|mia>", "usage", { member: mia }],
    ["usage", "<@U123|mia> last month", "usage", { member: mia, window: "last month" }],
    ["usage", "from 2026-11-01 to 2026-11-30", "usage", { from: "2026-11-01", to: "2026-11-30" }],
    ["usage", "2026-11-01 2026-11-30", "usage", { from: "2026-11-01", to: "2026-11-30" }],
    ["help", "me please", "help", {}],
  ])("/%s %s", (name, text, command, expected) => {
    expect(typed(name, text)).toEqual({ command, values: expected, wantsForm: false });
  });

  test.each([
    ["budget", "sett 5", [{ kind: "choice", option: "budget", got: "sett" }]],
    ["budget", "set 50", [{ kind: "required", option: "period" }]],
    [
      "budget",
      "set",
      [
        { kind: "required", option: "amount" },
        { kind: "required", option: "period" },
      ],
    ],
    ["budget", "set 50 month member", [{ kind: "no-value", option: "member" }]],
    ["budget", "set 50 a fortnight", [{ kind: "choice", option: "period", got: "a fortnight" }]],
    ["budget", "set 50 month extra", [{ kind: "unknown-option", option: "extra" }]],
    ["budget", "set 50 --peroid month", [{ kind: "unknown-option", nearest: "period" }, { option: "period" }]],
  ])("/%s %s is refused", (name, text, expected) => {
    expect(problems(text, name)).toMatchObject(expected);
  });

  test("has no roles, and says what there is instead", () => {
    expect(JSON.stringify(specs)).not.toMatch(/"kind":"role"|"name":"role"/);
    for (const text of ["role allow x", "set 5 month --role admins"]) {
      expect(refusal("budget", text).code).toBe("budget.no_roles");
    }
  });

  test("takes nobody's word for who somebody is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (text) => {
        const [first = ""] = encoded(`@${text}<@U666ABC>`.replaceAll(/\s/g, "")).split(" ");
        const { member } = values(`set 5 day ${first}`, "budget");
        expect(member).toMatchObject({ known: false });
      }),
    );
  });
});

test("prose that somebody pasted behind a page's command is refused unread, or told in few problems", () => {
  const prose = "She turns around and smiles, as if nothing had happened. ";
  expect(problems(`set ${prose.repeat(200)}`, "budget")).toMatchObject([{ kind: "length", max: 1_000 }]);
  expect(problems(`set ${prose.repeat(17)}`, "budget").length).toBeLessThanOrEqual(22);
});
