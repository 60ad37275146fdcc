// Were this wrong, a command set that Discord refuses whole would pass here, and the bot would start without commands.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHarness, type Answer, type Harness } from "./harness.ts";
import { commandPaths } from "./pieces.ts";

let harness: Harness;
let path: string;
let guildPath: string;

beforeEach(async () => {
  harness = await openHarness();
  [path, guildPath] = commandPaths(harness);
});
afterEach(async () => await harness[Symbol.asyncDispose]());

const base = { name: "image", description: "Makes a picture" };
const option = (change: object = {}): object => ({ type: 3, name: "prompt", description: "What to make", ...change });
const many = (count: number, make: (index: number) => object): object[] =>
  Array.from({ length: count }, (_, n) => make(n));

const named = (prefix: string, count: number): object[] => many(count, (n) => ({ ...base, name: `${prefix}${n}` }));

const longChoices = (count: number): object[] =>
  many(count, (n) => ({ name: `${n}`.padEnd(100, "c"), value: "v".repeat(100) }));

const sized = (rest: number): object => {
  const last = { name: "l".repeat(100), value: "v".repeat(rest) };
  const options = [
    { name: "a", choices: longChoices(25) },
    { name: "b", choices: [...longChoices(14), last] },
  ];
  return { ...base, options: options.map((one) => option({ ...one, description: "d" })) };
};

async function put(...commands: readonly object[]): Promise<Answer> {
  return await harness.call("PUT", path, { body: commands });
}

describe("a command is refused", () => {
  const choice = { name: "a", value: "a" };
  test.each<[string, object, string]>([
    ["without a name", { description: "x" }, "0.name[BASE_TYPE_REQUIRED]"],
    ["with a name of 33 characters", { ...base, name: "x".repeat(33) }, "0.name[BASE_TYPE_BAD_LENGTH]"],
    ["with a space in its name", { ...base, name: "an image" }, "0.name[STRING_TYPE_REGEX]"],
    ["with an apostrophe in its name", { ...base, name: "l'image" }, "0.name[STRING_TYPE_REGEX]"],
    ["with a capital in its name", { ...base, name: "Image" }, "0.name[APPLICATION_COMMAND_INVALID_NAME]"],
    ["without a description", { name: "x" }, "0.description[BASE_TYPE_REQUIRED]"],
    [
      "with 101 characters of description",
      { ...base, description: "x".repeat(101) },
      "0.description[BASE_TYPE_BAD_LENGTH]",
    ],
    [
      "with a locale that is none",
      { ...base, name_localizations: { xx: "y" } },
      "0.name_localizations.xx[BASE_TYPE_CHOICES]",
    ],
    [
      "with a translation that is too long",
      { ...base, description_localizations: { de: "x".repeat(101) } },
      "0.description_localizations.de[BASE_TYPE_BAD_LENGTH]",
    ],
    [
      "with permissions that are no bit set",
      { ...base, default_member_permissions: "admin" },
      "0.default_member_permissions[STRING_TYPE_REGEX]",
    ],
    ["with a context that is none", { ...base, contexts: [3] }, "0.contexts.0[BASE_TYPE_CHOICES]"],
    [
      "with 26 options",
      { ...base, options: many(26, (n) => option({ name: `o${n}` })) },
      "0.options[BASE_TYPE_MAX_LENGTH]",
    ],
    [
      "with one option name twice",
      { ...base, options: [option(), option()] },
      "0.options.1.name[APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS]",
    ],
    [
      "with a required option after an optional one",
      { ...base, options: [option(), option({ name: "b", required: true })] },
      "0.options.1[APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID]",
    ],
    ["with an option of no type", { ...base, options: [option({ type: 12 })] }, "0.options.0[UNION_TYPE_CHOICES]"],
    [
      "with an option without a description",
      { ...base, options: [option({ description: undefined })] },
      "0.options.0.description[BASE_TYPE_REQUIRED]",
    ],
    [
      "with a subcommand beside a parameter",
      { ...base, options: [option(), option({ type: 1, name: "b" })] },
      "0.options[APPLICATION_COMMAND_OPTIONS_TYPE_INVALID]",
    ],
    [
      "with a group below a group",
      { ...base, options: [option({ type: 2, options: [option({ type: 2 })] })] },
      "0.options.0.options.0[UNION_TYPE_CHOICES]",
    ],
    [
      "with 26 choices",
      { ...base, options: [option({ choices: many(26, (n) => ({ name: `${n}`, value: `${n}` })) })] },
      "0.options.0.choices[BASE_TYPE_MAX_LENGTH]",
    ],
    [
      "with one choice name twice",
      { ...base, options: [option({ choices: [choice, choice] })] },
      "0.options.0.choices.1.name[APPLICATION_COMMAND_OPTIONS_CHOICES_NAME_ALREADY_EXISTS]",
    ],
    [
      "with a choice value of 101 characters",
      { ...base, options: [option({ choices: [{ name: "a", value: "x".repeat(101) }] })] },
      "0.options.0.choices.0.value[BASE_TYPE_MAX_LENGTH]",
    ],
    [
      "with a text choice for a number",
      { ...base, options: [option({ type: 4, choices: [choice] })] },
      "0.options.0.choices.0.value[NUMBER_TYPE_COERCE]",
    ],
    [
      "with choices for a file",
      { ...base, options: [option({ type: 11, choices: [choice] })] },
      "0.options.0.choices[APPLICATION_COMMAND_OPTIONS_FIELD_FORBIDDEN]",
    ],
    [
      "with choices and autocomplete",
      { ...base, options: [option({ autocomplete: true, choices: [choice] })] },
      "0.options.0.autocomplete[APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES_EXCLUSIVE]",
    ],
    [
      "with autocomplete for a switch",
      { ...base, options: [option({ type: 5, autocomplete: true })] },
      "0.options.0.autocomplete[APPLICATION_COMMAND_OPTIONS_FIELD_FORBIDDEN]",
    ],
    [
      "with a bound on a text",
      { ...base, options: [option({ min_value: 1 })] },
      "0.options.0.min_value[APPLICATION_COMMAND_OPTIONS_FIELD_FORBIDDEN]",
    ],
    [
      "with kinds of channels for a text",
      { ...base, options: [option({ channel_types: [0] })] },
      "0.options.0.channel_types[APPLICATION_COMMAND_OPTIONS_FIELD_FORBIDDEN]",
    ],
    [
      "with a text choice for a decimal",
      { ...base, options: [option({ type: 10, choices: [choice] })] },
      "0.options.0.choices.0.value[NUMBER_TYPE_COERCE]",
    ],
    [
      "with crossed bounds",
      { ...base, options: [option({ type: 4, min_value: 5, max_value: 2 })] },
      "0.options.0.min_value[APPLICATION_COMMAND_OPTIONS_MIN_EXCEEDS_MAX]",
    ],
    [
      "with a broken bound on whole numbers",
      { ...base, options: [option({ type: 4, min_value: 0.5 })] },
      "0.options.0.min_value[NUMBER_TYPE_COERCE]",
    ],
    [
      "with crossed lengths",
      { ...base, options: [option({ min_length: 5, max_length: 2 })] },
      "0.options.0.min_length[APPLICATION_COMMAND_OPTIONS_MIN_EXCEEDS_MAX]",
    ],
    [
      "with a max_length of 0",
      { ...base, options: [option({ max_length: 0 })] },
      "0.options.0.max_length[NUMBER_TYPE_MIN]",
    ],
    [
      "with a max_length of 6001",
      { ...base, options: [option({ max_length: 6_001 })] },
      "0.options.0.max_length[NUMBER_TYPE_MAX]",
    ],
    [
      "with eleven file types",
      { ...base, options: [option({ type: 11, file_types: many(11, () => ({})).map(() => ".png") })] },
      "0.options.0.file_types[BASE_TYPE_MAX_LENGTH]",
    ],
    [
      "with a file type that is none",
      { ...base, options: [option({ type: 11, file_types: ["png"] })] },
      "0.options.0.file_types.0[FILE_TYPE_INVALID]",
    ],
    [
      "with more than 8000 characters",
      {
        ...base,
        options: many(25, (n) =>
          option({
            name: `o${n}`,
            description: "x".repeat(100),
            choices: many(3, (m) => ({ name: `${m}${"n".repeat(98)}`, value: "v".repeat(30) })),
          }),
        ),
      },
      "0[APPLICATION_COMMAND_TOO_LARGE]",
    ],
  ])("%s", async (_name, command, problem) => {
    const answer = await put(command);
    expect(answer).toMatchObject({ status: 400, code: 50035 });
    expect(answer.problems).toContain(problem);
    expect(harness.sim.commands().map(({ name }) => name)).toEqual(["draw"]);
  });

  test("with contexts or integration types when it belongs to one guild", async () => {
    const body = [{ ...base, contexts: [0], integration_types: [0] }];
    const { problems } = await harness.call("PUT", guildPath, { body });
    expect(problems).toEqual([
      "0.contexts[APPLICATION_COMMAND_GLOBAL_ONLY]",
      "0.integration_types[APPLICATION_COMMAND_GLOBAL_ONLY]",
    ]);
  });

  test("when another has its name", async () => {
    expect((await put(base, base)).problems).toEqual(["1.name[APPLICATION_COMMANDS_DUPLICATE_NAME]"]);
  });

  test("when it is one too many, of all or of a day", async () => {
    expect(await put(...named("a", 101))).toMatchObject({ status: 400, code: 30032 });
    expect(await put(...named("b", 100))).toMatchObject({ status: 200 });
    expect(await put(...named("c", 99))).toMatchObject({ status: 200 });
    expect(await put(...named("d", 1))).toMatchObject({ status: 400, code: 30034 });
    harness.clock.advance(25 * 3_600_000);
    expect(await put(...named("d", 1))).toMatchObject({ status: 200 });
  });

  test("from its 8001st character on", async () => {
    // 20 of the command, 2 and 25 × 200 of one option, 2 and 14 × 200 and 100 + 76 of the other.
    expect(await put(sized(76))).toMatchObject({ status: 200 });
    expect((await put(sized(77))).problems).toEqual(["0[APPLICATION_COMMAND_TOO_LARGE]"]);
  });

  test("counting, of its translations, only the longest", async () => {
    const long = { de: "x".repeat(100), fr: "x".repeat(99) };
    const options = many(25, (n) =>
      option({
        name: `o${n}`.padEnd(10, "x"),
        description_localizations: long,
        choices: [{ name: "c".repeat(100), value: "v".repeat(100) }],
      }),
    );
    expect(await put({ ...base, options })).toMatchObject({ status: 200 });
  });
});
