// Fifty people press Enter at the same moment, and there is money for four. If this fails, a cap is a suggestion (M1).

import { expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import { runApp } from "./in-process.ts";
import { charged, monthOf, readMoney } from "./read-money.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";

test("of fifty commands at once that cost $0.0243 each, $0.10 pays for four, and 46 people are told why", async () => {
  await using harness = await openHarness();
  const { discord, mindvideo, fixtures, cards } = harness;
  await using _app = await runApp({ ...harness.env, DEFAULT_GUILD_BUDGET: "0.10" }, { clock: systemClock });
  const people = Array.from({ length: 50 }, (_, index) =>
    discord.addMember(fixtures.guild, { name: `Person ${index}` }),
  );
  const interactions = people.map((person) => person.command(fixtures.channels[0], "image", { prompt: "a red fox" }));
  const answers = await Promise.all(interactions.map(async ({ acknowledged }) => await acknowledged));
  const told = answers.flatMap((answer, index) =>
    answer.type === 4 && answer.message.ephemeral ? [{ message: answer.message, person: people[index] }] : [],
  );
  expect(told).toHaveLength(46);
  for (const { message, person } of told) {
    expect(message.visibleTo).toBe(person?.id);
    expect(textOf(message)).toMatch(
      /can spend \*\*\$0\.10\*\*[\s\S]*cost up to \*\*\$0\.0243\*\*[\s\S]*nothing was charged/,
    );
  }
  await discord.waitFor(() => cards().filter(isDelivered).length === 4);
  expect(cards()).toHaveLength(4);
  expect(mindvideo.tasks).toHaveLength(4);
  const { runs, windows } = readMoney(harness);
  expect(runs).toHaveLength(4);
  expect(windows).toEqual({ [`guild:month:${monthOf(Date.now())}`]: { held: 0, spent: 97_200 } });
  expect(charged(harness)).toBe(97_200);
});
