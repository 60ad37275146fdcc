// If this breaks: the demo sends what a real client would have held back, or holds back what it would have sent.

import { describe, expect, test } from "vitest";
import {
  problemOf,
  slotFor,
  startCommand,
  valuesOf,
  withField,
  withoutField,
} from "../../../sim/page/discord/composer/draft.ts";
import type { Field } from "../../../sim/page/discord/composer/draft.ts";
import { lineOf } from "./published.ts";

const field = (name: string, change: Partial<Field> = {}): Field => ({
  name,
  text: "",
  picked: null,
  file: null,
  ...change,
});

function problem(name: string, change: Partial<Field>, path = "draw"): string | null {
  const option = lineOf(path).options.find((one) => one.name === name);
  if (!option) throw new Error(`/${path} has no ${name}`);
  return problemOf(option, field(name, change));
}

const names = ({ fields }: { readonly fields: readonly Field[] }): string[] => fields.map(({ name }) => name);

describe("a command that is begun", () => {
  test("opens what is required, and else the text it begins with", () => {
    expect(names(startCommand(lineOf("purse set")))).toEqual(["amount"]);
    expect(names(startCommand(lineOf("draw")))).toEqual(["words"]);
    expect(names(startCommand(lineOf("purse show")))).toEqual([]);
  });

  test("keeps the order in which options were added, and a field's place when it changes", () => {
    const begun = withField(withField(startCommand(lineOf("draw")), "n"), "size");
    expect(names(withField(begun, "n", { text: "3" }))).toEqual(["words", "n", "size"]);
    expect(names(withoutField(begun, "n"))).toEqual(["words", "size"]);
  });
});

describe("what the client says before it sends", () => {
  test.each([
    ["n", { text: "3" }, null],
    ["n", { text: "3.5" }, "Takes a whole number."],
    ["n", { text: "5" }, "Takes a number between 1 and 4."],
    ["words", { text: "too many letters" }, "Takes up to 10 characters."],
    ["words", { text: "  " }, null],
    ["size", { text: "wid" }, "Pick one of the choices."],
    ["size", { text: "wide" }, null],
    ["size", { text: "wide", picked: "16:9" }, null],
    ["picture", { file: new File([], "a.txt", { type: "text/plain" }) }, "Takes only: image."],
    ["picture", { file: new File([], "a.PNG", { type: "image/png" }) }, null],
    ["sound", { file: new File([], "a.WAV") }, null],
  ])("of %s as %j: %j", (name, change, says) => {
    expect(problem(name, change)).toBe(says);
  });

  test("a number may be anything where no limit was published, but it must be a number and be there", () => {
    expect(problem("amount", { text: "-0.5" }, "purse set")).toBeNull();
    expect(problem("amount", { text: "much" }, "purse set")).toBe("Takes a number.");
    expect(problem("amount", {}, "purse set")).toBe("This option is required.");
  });

  test("nobody is named by typing alone", () => {
    expect(problem("member", { text: "@Bo" }, "purse set")).toBe("Pick one of the list.");
  });
});

test("what goes out has the types that were published, and nothing that was left empty", () => {
  const file = new File([], "a.png", { type: "image/png" });
  const draft = {
    kind: "command",
    path: "draw",
    fields: [
      field("words", { text: "12" }),
      field("n", { text: " 2" }),
      // Typed in full.
      field("size", { text: "wide" }),
      field("picture", { file }),
      field("style", { text: " " }),
    ],
  } as const;
  expect(valuesOf(draft, lineOf("draw"))).toEqual({ words: "12", n: 2, size: "16:9", picture: file });
});

test("a dropped file goes into the first free option that takes it", () => {
  const draft = startCommand(lineOf("draw"));
  const [png, wav] = [new File([], "a.png", { type: "image/png" }), new File([], "a.wav", { type: "audio/wav" })];
  expect(slotFor(draft, lineOf("draw"), png)?.name).toBe("picture");
  expect(slotFor(draft, lineOf("draw"), wav)?.name).toBe("sound");
  expect(slotFor(withField(draft, "picture", { file: png }), lineOf("draw"), png)).toBeUndefined();
});
