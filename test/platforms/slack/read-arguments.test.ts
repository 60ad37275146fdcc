// If this breaks: a prompt is changed on its way, a flag is paid for as part of it, or a budget is set for somebody else.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OptionValues } from "../../../src/domain/messages/invocation.ts";
import type { Option } from "../../../src/domain/messages/option.ts";
import { readArguments } from "../../../src/platforms/slack/arguments/read-arguments.ts";
import { catalog, NOW } from "../../catalog/catalog-fixtures.ts";
import { readPages } from "../../catalog/published-pages.ts";
import { spell, write } from "../../catalog/random-inputs.ts";
import { encoded, problems, specOf, typed, values } from "./typing.ts";

describe("a prompt", () => {
  const word = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }).map((text) => text.replaceAll(/\s/g, "x")),
    fc.constantFrom(
      "&amp;",
      "<!channel>",
      "<@U123ABC>",
      '"quoted"',
      "“bent”",
      "--",
      "—",
      "16:9",
      "E=mc^2",
      "it's",
      '5"',
    ),
  );
  const prompt = fc
    .array(fc.tuple(word, fc.constantFrom(" ", "  ", "\n", "\t")), { minLength: 1, maxLength: 12 })
    .map((parts) => parts.flat().join("").trim())
    // Whole quotations lose their marks, an open one goes on to where it is closed, and a name of an option is one: all are
    // looked at below.
    .filter(
      (text) =>
        text !== "" &&
        !/^["“”„«]/.test(text) &&
        !/\s["“”„«](?!(quoted"|bent”)(\s|$))\S/.test(text) &&
        !/(^|\s)(--|[—–―−⸺]{1,2})[A-Za-z]|(^|\s)[A-Za-z][\w-]*=/.test(text),
    );

  test("arrives letter by letter, and is never anything else than text", () => {
    fc.assert(
      fc.property(prompt, (text) => {
        expect(typed("image", encoded(text))).toEqual({ command: "image", values: { prompt: text }, wantsForm: false });
      }),
      { numRuns: 1_000 },
    );
  });

  test("does so as well before, between and after flags", () => {
    fc.assert(
      fc.property(prompt, prompt, (before, after) => {
        const text = encoded(`--n 2 ${before} --size 16:9 ${after} --watermark`);
        expect(values(text)).toEqual({ n: 2, prompt: `${before} ${after}`, size: "16:9", watermark: true });
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["a red fox in snow --size 16:9 --n 2", { prompt: "a red fox in snow", size: "16:9", n: 2 }],
    ['"a red fox" --n 2', { prompt: "a red fox", n: 2 }],
    ["“a red fox --n 9” n=2", { prompt: "a red fox --n 9", n: 2 }],
    ['a sign "OPEN --n 9" at dawn', { prompt: 'a sign "OPEN --n 9" at dawn' }],
    ['5 " by 7 --n 2 or "wide" ones', { prompt: '5 " by 7 or "wide" ones', n: 2 }],
    ['"a" and "b"', { prompt: '"a" and "b"' }],
    ["rock &amp; roll &amp;amp; &lt;3", { prompt: "rock & roll &amp; <3" }],
    ["see <https://a.example/?x=1&amp;y=2> now", { prompt: "see https://a.example/?x=1&y=2 now" }],
    [
      "see <http://a.example|a.example> by <@U123ABC|mia> in <#C123ABC|general>",
      { prompt: "see a.example by @mia in #general" },
    ],
    ["a fox — asleep, a well-lit one, x—y", { prompt: "a fox — asleep, a well-lit one, x—y" }],
    ["a fox —and its den", { prompt: "a fox —and its den" }],
    ["first line\n\n  second line", { prompt: "first line\n\n  second line" }],
    ["colour=red fox", { prompt: "colour=red fox" }],
  ])("%j", (text, expected) => {
    expect(values(text)).toEqual(expected);
  });
});

describe("an option", () => {
  test.each<[string, OptionValues]>([
    ["x —size 16:9 –n 2", { prompt: "x", size: "16:9", n: 2 }],
    ["x --Size=16:9 N=2 --resolution: 2k", { prompt: "x", size: "16:9", n: 2, resolution: "2k" }],
    ["x --negative-prompt blurry, low quality --n 2", { prompt: "x", negative_prompt: "blurry, low quality", n: 2 }],
    ["x negative_prompt=“blurry, dark” y", { prompt: "x y", negative_prompt: "blurry, dark" }],
    ["x --size '1:1'", { prompt: "x", size: "1:1" }],
    ["x --watermark off", { prompt: "x", watermark: false }],
    ["x --watermark --thinking_mode no y", { prompt: "x y", watermark: true, thinking_mode: false }],
    ["x --image <https://a.example/1.png>", { prompt: "x", image: "https://a.example/1.png" }],
    ["x --color_palette [{“hex”:“#FFF”}]", { prompt: "x", color_palette: '[{"hex":"#FFF"}]' }],
    ["x --bbox_list 1,1,2,2 | none --n 2", { prompt: "x", bbox_list: "1,1,2,2 | none", n: 2 }],
  ])("%j", (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test("that takes a text has all of it, even words that look like another one's", () => {
    const text = "x --image_with_roles https://a.example/1.png first_frame voice=https://a.example/1.mp3 --duration 5";
    expect(values(text, "r2v")).toEqual({
      prompt: "x",
      image_with_roles: "https://a.example/1.png first_frame voice=https://a.example/1.mp3",
      duration: 5,
    });
  });

  test.each<[string, readonly object[]]>([
    ["x --siez 16:9", [{ kind: "unknown-option", option: "siez", nearest: "size" }]],
    ["x —resolutoin 2K", [{ kind: "unknown-option", option: "resolutoin", nearest: "resolution" }]],
    ["x --colour-of-the-sky blue", [{ kind: "unknown-option", option: "colour_of_the_sky", nearest: null }]],
    ["x --fom", [{ kind: "unknown-option", option: "fom", nearest: "form" }]],
    ["x --size", [{ kind: "no-value", option: "size" }]],
    ["x --size --n 2", [{ kind: "no-value", option: "size" }]],
    ["x n=", [{ kind: "no-value", option: "n" }]],
    ["x --n 2 --n 3", [{ kind: "count", option: "n", max: 1, got: 2 }]],
    ["x --prompt y", [{ kind: "count", option: "prompt", max: 1, got: 2 }]],
    ["x".repeat(12_001), [{ kind: "length", option: "prompt", max: 12_000, got: 12_001 }]],
    ["x --size --siez 1", [{ kind: "no-value" }, { kind: "unknown-option" }]],
  ])("%j is refused, with what is wrong", (text, expected) => {
    expect(problems(text)).toMatchObject(expected);
  });

  test("that found no room of its own is taken along for those that share one", () => {
    const text = { kind: "text", minLength: null, maxLength: null, multiline: true } as const;
    const more: Option = { name: "more", title: "More", description: "More", required: false, ...text };
    const spec = { ...specOf("image"), options: [...specOf("image").options, more] };
    expect(readArguments("x --tile_size 4 --odd one two", spec).values).toEqual({
      prompt: "x",
      more: "tile_size: 4\nodd: one two",
    });
  });
});

describe("the form", () => {
  test.each([
    ["", {}],
    ["  ", {}],
    ["--form", {}],
    ["—form", {}],
    ["a fox --form --n 3", { prompt: "a fox", n: 3 }],
  ])("is wanted by %j", (text, expected) => {
    expect(typed("image", text)).toEqual({ command: "image", values: expected, wantsForm: true });
  });

  test("is not, by anything else", () => {
    expect(typed("image", "a form=letter").wantsForm).toBe(false);
    expect(problems("set 5 month --form", "budget")).toMatchObject([{ kind: "unknown-option", option: "form" }]);
  });
});

test.each(await readPages())("the sample of $model, typed, is the page's own request", ({ model, sample }) => {
  const { command = "" } = catalog.models.find(({ slug }) => slug === model) ?? {};
  const { prompt, ...others } = sample.input;
  const chosen = specOf(command).options.some(({ name }) => name === "model") ? { model } : {};
  const flags = Object.entries({ ...chosen, ...others }).map(([name, value]) => `--${name} ${write(spell(value))}`);
  const text = encoded([String(prompt), ...flags].join(" "));
  expect(catalog.read(command, values(text, command), NOW).input).toEqual(sample.input);
});
