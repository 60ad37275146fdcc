// If this breaks: Discord refuses the whole list of commands, or offers them where nobody answers for the cost.

import { ApplicationCommandOptionType as Type } from "discord.js";
import { expect, test } from "vitest";
import type { CommandSpec, Option } from "../../../src/domain/messages/option.ts";
import { definitions } from "../../../src/platforms/discord/connection/command-definitions.ts";

const base = { title: "T", description: "D", required: false };
const choices = (count: number, chars = 5) =>
  Array.from({ length: count }, (_, index) => ({ label: `Label ${index}`, value: String(index).padEnd(chars, "x") }));

const only = (option: Option) =>
  definitions([{ name: "image", description: "Makes pictures", options: [option] }])[0]?.options?.[0];

test.each<[Option, object]>([
  [
    { ...base, name: "prompt", kind: "text", minLength: 1, maxLength: 800, multiline: true },
    { type: Type.String, min_length: 1, max_length: 800 },
  ],
  [
    { ...base, name: "prompt", kind: "text", minLength: null, maxLength: 9_999, multiline: true },
    { type: Type.String, max_length: 6_000 },
  ],
  [
    { ...base, name: "n", kind: "integer", min: 1, max: 4 },
    { type: Type.Integer, min_value: 1, max_value: 4 },
  ],
  [{ ...base, name: "seed", kind: "integer", min: null, max: null }, { type: Type.Integer }],
  [{ ...base, name: "audio", kind: "boolean" }, { type: Type.Boolean }],
  [
    { ...base, name: "image", kind: "file", accepts: "image" },
    { type: Type.Attachment, file_types: ["image"] },
  ],
  [
    { ...base, name: "size", kind: "suggested" },
    { type: Type.String, autocomplete: true },
  ],
  [
    { ...base, name: "size", kind: "choice", choices: choices(26) },
    { type: Type.String, autocomplete: true },
  ],
  [
    { ...base, name: "size", kind: "choice", choices: choices(2, 101) },
    { type: Type.String, autocomplete: true },
  ],
  [{ ...base, name: "member", kind: "member" }, { type: Type.User }],
  [{ ...base, name: "role", kind: "role" }, { type: Type.Role }],
  [
    { ...base, name: "channel", kind: "channel" },
    { type: Type.Channel, channel_types: [0, 2, 5, 13, 15, 16, 11, 12, 10] },
  ],
])("%j", (option, expected) => {
  expect(only(option)).toEqual({ name: option.name, description: "D", required: false, ...expected });
});

test("what all models agree on is a menu", () => {
  expect(only({ ...base, name: "size", kind: "choice", choices: choices(2) })).toMatchObject({
    choices: [
      { name: "Label 0", value: "0xxxx" },
      { name: "Label 1", value: "1xxxx" },
    ],
  });
});

test("commands can be used on servers that added the bot, and nowhere else", () => {
  expect(definitions([{ name: "help", description: "Helps", options: [] }])).toEqual([
    { type: 1, name: "help", description: "Helps", options: [], integration_types: [0], contexts: [0] },
  ]);
});

const flag = (name: string, required: boolean): Option => ({ ...base, name, required, kind: "boolean" });

test("what is required comes first, the rest stays in order", () => {
  const options = [flag("a", false), flag("b", true), flag("c", false), flag("d", true)];
  const [made] = definitions([{ name: "x", description: "d", options }]);
  expect(made?.options?.map(({ name }) => name)).toEqual(["b", "d", "a", "c"]);
});

test("subcommands stand in place of options, each with its own in Discord's order", () => {
  const set = { name: "set", description: "Sets", options: [flag("a", false), flag("b", true)] };
  const show = { name: "show", description: "Shows", options: [] };
  const [made] = definitions([{ name: "budget", description: "Budgets", options: [], subcommands: [set, show] }]);
  expect(made?.options).toMatchObject([
    { type: Type.Subcommand, name: "set", options: [{ name: "b" }, { name: "a" }] },
    { type: Type.Subcommand, name: "show", options: [] },
  ]);
});

const subcommand = (name: string, count: number, chars: number) => {
  const options = Array.from({ length: count }, (_, index): Option => {
    return { ...base, name: `o${index}`, kind: "choice", choices: choices(25, chars) };
  });
  return { name, description: "d", options };
};

test.each<[string, Omit<CommandSpec, "answer">]>([
  [
    "more than 25 subcommands",
    {
      name: "x",
      description: "d",
      options: [],
      subcommands: Array.from({ length: 26 }, (_, index) => subcommand(`s${index}`, 0, 1)),
    },
  ],
  [
    "more than 25 options of a subcommand",
    { name: "x", description: "d", options: [], subcommands: [subcommand("s", 26, 1)] },
  ],
  [
    "more than 8000 characters over all subcommands",
    { name: "x", description: "d", options: [], subcommands: [subcommand("s", 7, 20), subcommand("t", 7, 20)] },
  ],
  [
    "more than 25 options",
    {
      name: "x",
      description: "d",
      options: Array.from({ length: 26 }, (_, index): Option => ({ ...base, name: `o${index}`, kind: "boolean" })),
    },
  ],
  [
    "more than 8000 characters",
    {
      name: "x",
      description: "d",
      options: Array.from({ length: 25 }, (_, index): Option => {
        return { ...base, name: `o${index}`, kind: "choice", choices: choices(25, 20) };
      }),
    },
  ],
])("%s are told at once rather than by Discord", (_, spec) => {
  expect(() => definitions([spec])).toThrow(expect.objectContaining({ code: "command.too_large" }));
});

test("long descriptions are cut, not refused", () => {
  const [made] = definitions([{ name: "x", description: "long ".repeat(40), options: [] }]);
  expect(made?.description.length).toBeLessThanOrEqual(100);
});
