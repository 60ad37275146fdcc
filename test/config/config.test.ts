// An operator who is told of one mistake at a time starts the bot five times; one who is told nothing gives up.
import { expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { isFault } from "../../src/domain/errors/errors.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { withoutModelsOff } from "../../src/config/models-off.ts";
import { SCHEMAS } from "../e2e/in-process.ts";

const enough = { MINDVIDEO_API_KEY: "mv_live_x", DISCORD_TOKEN: "token" };

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (isFault(error, "config.invalid")) return error.detail.problems;
    throw error;
  }
}

test("with the two that are needed, the rest has the documented defaults", () => {
  expect(readConfig(enough)).toEqual({
    role: "all",
    mindvideo: { apiKey: "mv_live_x", apiUrl: "https://api.mindvideo.ai" },
    discord: { token: "token", apiUrl: "https://discord.com/api", guildId: null, shards: "auto" },
    slack: null,
    database: { kind: "sqlite", path: "./data/atelier.db" },
    port: null,
    publicUrl: null,
    defaultGuildBudget: 5_000_000,
    guildCeiling: null,
    mostRunning: { member: 10, guild: 100 },
    allowedGuilds: null,
    operatorBudget: null,
    confirmAbove: 500_000,
    modelsOff: [],
    maxInFlight: 200,
    apiRatePerSecond: 10,
    mediaAllowedHosts: [],
    logLevel: "info",
  });
});

test("everything that is missing is told at once, by name and with where to get it", () => {
  const problems = problemsOf({});
  expect(problems).toHaveLength(2);
  expect(problems.join("\n")).toMatch(/DISCORD_TOKEN: discord\.com\/developers[\s\S]*MINDVIDEO_API_KEY is not set/);
});

test.each([
  ["PORT", "http"],
  ["PORT", "70000"],
  ["PORT", "80.5"],
  ["PORT", "0x50"],
  ["PORT", "0"],
  ["DEFAULT_GUILD_BUDGET", "-1"],
  ["DEFAULT_GUILD_BUDGET", "five"],
  ["OPERATOR_BUDGET", "1e3"],
  ["CONFIRM_ABOVE", "0,50"],
  ["MAX_IN_FLIGHT", "0"],
  ["MAX_IN_FLIGHT", "1.5"],
  ["MAX_IN_FLIGHT", "Infinity"],
  ["API_RATE", "0"],
  ["API_RATE", "Infinity"],
  ["API_RATE", "fast"],
  ["MINDVIDEO_API_URL", "api.mindvideo.ai"],
  ["PUBLIC_URL", "bot.example.com"],
  ["DISCORD_GUILD_ID", "my server"],
  ["DISCORD_SHARDS", "two"],
  ["SLACK_API_URL", "slack.com/api"],
  ["SLACK_COMMAND_PREFIX", "/mv-"],
  ["SLACK_COMMAND_PREFIX", "Mv-"],
  ["LOG_LEVEL", "loud"],
  ["ROLE", "boss"],
])("%s=%s is refused with what is allowed", (name, value) => {
  const [problem, ...rest] = problemsOf({ ...enough, [name]: value });
  expect(rest).toEqual([]);
  expect(problem).toContain(`${name} is ${JSON.stringify(value)}; it must be `);
});

test("ROLE splits who listens from who works, where the database is for several processes", () => {
  const shared = { ...enough, DATABASE_URL: "postgres://atelier@localhost/atelier" };
  expect(readConfig({ ...shared, ROLE: "worker" }).role).toBe("worker");
  expect(readConfig({ ...shared, ROLE: "gateway" }).role).toBe("gateway");
  expect(problemsOf({ ...enough, ROLE: "worker" })).toEqual([
    "ROLE is worker: several processes need DATABASE_URL=postgres://…, because a file is for one.",
  ]);
});

test.each(["mysql://x", "sqlite:", "postgres://"])("DATABASE_URL=%s is refused, and not repeated", (url) => {
  const [problem, ...rest] = problemsOf({ ...enough, DATABASE_URL: url });
  expect(rest).toEqual([]);
  expect(problem).toBe("DATABASE_URL must be sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE.");
});

test.each([
  ["sqlite:/var/lib/atelier.db", { kind: "sqlite", path: "/var/lib/atelier.db" }],
  ["postgres://bot:secret@db/atelier", { kind: "postgres", url: "postgres://bot:secret@db/atelier" }],
  ["postgresql://db/atelier?sslmode=require", { kind: "postgres", url: "postgresql://db/atelier?sslmode=require" }],
])("DATABASE_URL=%s says which database", (url, database) => {
  expect(readConfig({ ...enough, DATABASE_URL: url, DATA_DIR: "/data" }).database).toEqual(database);
});

test("less than a request a second can be asked for", () => {
  expect(readConfig({ ...enough, API_RATE: "0.5", PORT: "65535" })).toMatchObject({
    apiRatePerSecond: 0.5,
    port: 65_535,
  });
});

test("a model that nobody knows is not taken for switched off, and the one that was meant is named", async () => {
  const catalog = await loadCatalog(SCHEMAS);
  const thrown = (names: readonly string[]): unknown => {
    try {
      return withoutModelsOff(catalog, names);
    } catch (error) {
      return error;
    }
  };
  expect(thrown(["wan2-7-imge", "wan2-7-r2v", "sora"])).toMatchObject({
    code: "config.invalid",
    detail: {
      problems: [
        expect.stringMatching(/MODELS_OFF names "wan2-7-imge".* Did you mean wan2-7-image\?/),
        expect.stringMatching(/MODELS_OFF names "sora".* The models are .*wan2-7-r2v/),
      ],
    },
  });
  expect(withoutModelsOff(catalog, ["wan2-7-r2v"]).forCommand("r2v")).toEqual([]);
});

test("an empty variable counts as not set, a trailing slash and a dollar sign do no harm", () => {
  const config = readConfig({
    ...enough,
    PORT: "",
    DISCORD_API_URL: "http://127.0.0.1:1/api/",
    OPERATOR_BUDGET: "$12.50",
  });
  expect(config).toMatchObject({
    port: null,
    publicUrl: null,
    discord: { apiUrl: "http://127.0.0.1:1/api" },
    operatorBudget: 12_500_000,
  });
});

const key = { MINDVIDEO_API_KEY: "mv_live_x" };
const sockets = { SLACK_APP_TOKEN: "xapp-1-a", SLACK_BOT_TOKEN: "xoxb-b" };
const credentials = {
  SLACK_SIGNING_SECRET: "signing",
  SLACK_CLIENT_ID: "1.2",
  SLACK_CLIENT_SECRET: "client",
  SLACK_STATE_SECRET: "state",
};
const server = { PORT: "3000", PUBLIC_URL: "https://bot.example/" };

test("Slack alone is enough, in one workspace by its two tokens", () => {
  expect(readConfig({ ...key, ...sockets, SLACK_COMMAND_PREFIX: "mv-" })).toMatchObject({
    discord: null,
    slack: { apiUrl: "https://slack.com/api", prefix: "mv-", appToken: "xapp-1-a", botToken: "xoxb-b" },
  });
});

test("in many workspaces by its four credentials and an address", () => {
  expect(readConfig({ ...key, ...credentials, ...server, SLACK_API_URL: "http://127.0.0.1:1/api/" }).slack).toEqual({
    apiUrl: "http://127.0.0.1:1/api",
    prefix: "",
    signingSecret: "signing",
    clientId: "1.2",
    clientSecret: "client",
    stateSecret: "state",
    publicUrl: "https://bot.example",
  });
});

test.each(Object.keys(sockets))("%s alone names the other one, and where to get it", (name) => {
  const [other = ""] = Object.keys(sockets).filter((one) => one !== name);
  const problems = problemsOf({ ...enough, [name]: { ...sockets }[name] ?? "" });
  expect(problems).toEqual([expect.stringMatching(`^${other} is not set\\. .* ${name}: api\\.slack\\.com/apps`)]);
});

test.each(Object.entries(credentials))("%s alone names all the others at once", (name, value) => {
  const problems = problemsOf({ ...enough, [name]: value });
  const others = [...Object.keys(credentials), ...Object.keys(server)].filter((other) => other !== name);
  expect(problems.map((problem) => problem.split(" ")[0])).toEqual(others);
});

test("both ways at once are one too many", () => {
  const problems = problemsOf({ ...enough, ...sockets, SLACK_SIGNING_SECRET: "signing" });
  expect(problems).toEqual([expect.stringContaining("two ways at once")]);
});

test("tokens in each other's place are told without their values", () => {
  const swapped = { SLACK_APP_TOKEN: "xoxb-secret", SLACK_BOT_TOKEN: "xapp-secret" };
  const problems = problemsOf({ ...enough, ...swapped });
  expect(problems.map((problem) => problem.slice(0, 31))).toEqual([
    "SLACK_APP_TOKEN must begin with",
    "SLACK_BOT_TOKEN must begin with",
  ]);
  expect(problems.join()).not.toContain("secret");
});

test.each([
  ["MINDVIDEO_API_KEY", "mv_live_…", /is a placeholder/],
  ["MINDVIDEO_API_KEY", "“mv_live_1”", /stands in quotes/],
  ["MINDVIDEO_API_KEY", "mv_live_1\u200b2", /character in it that no key has/],
  ["MINDVIDEO_API_KEY", "Bearer mv_live_1", /begins with Bot or Bearer/],
  ["MINDVIDEO_API_KEY", "mv_live_1\nx", /blank or a line break/],
  ["DISCORD_TOKEN", "Bot abc.def.ghi", /begins with Bot or Bearer/],
  ["DISCORD_TOKEN", '"abc.def.ghi"', /stands in quotes/],
  ["DISCORD_TOKEN", "your-token-here", /is a placeholder/],
])("%s=%s is refused by name, without being quoted", (name, value, why) => {
  const [problem = "", ...rest] = problemsOf({ ...enough, [name]: value });
  expect(rest).toEqual([]);
  expect(problem.startsWith(`${name} `)).toBe(true);
  expect(problem).toMatch(why);
  expect(problem).not.toContain(value);
});

test("who may use the bot is a list of IDs", () => {
  expect(readConfig({ ...enough, ALLOWED_GUILDS: "123456789012345678, T0123ABCD" }).allowedGuilds).toEqual([
    "123456789012345678",
    "T0123ABCD",
  ]);
  expect(problemsOf({ ...enough, ALLOWED_GUILDS: "my server" })[0]).toContain("ALLOWED_GUILDS names my, server");
});
