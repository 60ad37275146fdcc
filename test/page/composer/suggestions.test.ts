// If this breaks: whoever types in the demo is offered what the bot did not publish, or not what it did.

import { describe, expect, test } from "vitest";
import { startCommand, withField } from "../../../sim/page/discord/composer/draft.ts";
import { linesOf } from "../../../sim/page/discord/composer/options.ts";
import { suggestCommands, suggestOptions, suggestValues } from "../../../sim/page/discord/composer/suggestions.ts";
import type { Suggestion } from "../../../sim/page/discord/composer/suggestions.ts";
import { lineOf, PUBLISHED } from "./published.ts";

const labels = (all: readonly Suggestion[]): string[] => all.map(({ label }) => label);

const pathsFor = (permissions: string): string[] => linesOf(PUBLISHED, permissions).map(({ path }) => path);

const AROUND = {
  people: [{ id: "1", name: "Bo" }],
  channels: [{ id: "2", name: "studio" }],
  roles: [{ id: "3", name: "Bosses" }],
  answered: [],
};

function values(path: string, name: string, typed: { readonly text: string; readonly picked?: string }) {
  const option = lineOf(path).options.find((one) => one.name === name);
  if (!option) throw new Error(`/${path} has no ${name}`);
  const field = { name, text: typed.text, picked: typed.picked ?? null, file: null };
  return suggestValues(option, field, { ...AROUND, answered: [{ name: "Oil", value: "oil" }] });
}

describe("commands", () => {
  test("are found by any part of their name, those that begin with it first", () => {
    const lines = linesOf(PUBLISHED, "0");
    expect(labels(suggestCommands(lines, "/"))).toEqual(["/draw", "/purse show", "/purse set"]);
    expect(labels(suggestCommands(lines, "/s"))).toEqual(["/purse show", "/purse set"]);
    expect(labels(suggestCommands(lines, "/DR"))).toEqual(["/draw"]);
    expect(labels(suggestCommands(lines, "/purse se"))).toEqual(["/purse set"]);
  });

  test("are there for whoever may use them", () => {
    expect(pathsFor("0")).not.toContain("close");
    expect(pathsFor("32")).toContain("close");
    // An administrator, who may do everything.
    expect(pathsFor("8")).toContain("close");
  });
});

test("options that are filled in are not offered again", () => {
  const draft = withField(startCommand(lineOf("draw")), "size");
  expect(labels(suggestOptions(lineOf("draw"), draft, ""))).toEqual(["n", "picture", "sound", "style"]);
  expect(labels(suggestOptions(lineOf("draw"), draft, "SO"))).toEqual(["sound"]);
});

describe("values", () => {
  test("are the choices that were published, all of them again once one was picked", () => {
    expect(values("draw", "size", { text: "wi" })).toMatchObject([{ label: "wide", value: "16:9" }]);
    expect(values("draw", "size", { text: "tall" })).toEqual([]);
    expect(labels(values("draw", "size", { text: "wide", picked: "16:9" }))).toEqual(["wide"]);
  });

  test("are what the bot answers where it completes, as it answers it", () => {
    expect(labels(values("draw", "style", { text: "nothing like it" }))).toEqual(["Oil"]);
  });

  test("are people, found with and without the sign before their name", () => {
    expect(values("purse set", "member", { text: "@b" })).toMatchObject([{ label: "@Bo", value: "1" }]);
    expect(values("purse set", "member", { text: "studio" })).toEqual([]);
  });
});
