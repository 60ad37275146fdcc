// An operator who is told of one mistake at a time starts the bot five times; one who is told nothing gives up.
import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { BotError } from "../src/domain/errors.ts";

const enough = { MINDVIDEO_API_KEY: "mv_live_x", DISCORD_TOKEN: "token" };

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof BotError && error.code === "config.invalid")
      return error.detail["problems"] as readonly string[];
    throw error;
  }
}

test("with the two that are needed, the rest has the documented defaults", () => {
  expect(readConfig(enough)).toEqual({
    mindvideo: { apiKey: "mv_live_x", apiUrl: "https://api.mindvideo.ai" },
    discord: { token: "token", apiUrl: "https://discord.com/api", guildId: null, shards: "auto" },
    sqlitePath: "./data/atelier.db",
    port: null,
    publicUrl: null,
    defaultGuildBudget: 5_000_000,
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
  ["DEFAULT_GUILD_BUDGET", "-1"],
  ["DEFAULT_GUILD_BUDGET", "five"],
  ["OPERATOR_BUDGET", "1e3"],
  ["CONFIRM_ABOVE", "0,50"],
  ["MAX_IN_FLIGHT", "0"],
  ["API_RATE", "fast"],
  ["MINDVIDEO_API_URL", "api.mindvideo.ai"],
  ["PUBLIC_URL", "bot.example.com"],
  ["DISCORD_GUILD_ID", "my server"],
  ["DISCORD_SHARDS", "two"],
  ["DATABASE_URL", "mysql://x"],
  ["LOG_LEVEL", "loud"],
])("%s=%s is refused with what is allowed", (name, value) => {
  const [problem, ...rest] = problemsOf({ ...enough, [name]: value });
  expect(rest).toEqual([]);
  expect(problem).toContain(`${name} is ${JSON.stringify(value)}; it must be `);
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
