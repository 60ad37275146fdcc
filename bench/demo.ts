// From `npm run demo` to a page that can be used, and from Enter to the card, as somebody in front of a browser has it.

import { chromium } from "playwright-core";
import { findChromium, MISSING, QUIET } from "../sim/page/picture/chromium.ts";
import { openDemo, timeCard } from "./demo/visit.ts";
import { median, print, printAims, printTable } from "./table.ts";

const ROUNDS = 5;
/** Of each room, in each round. */
const COMMANDS = 2;
const START_MOST_S = 5;
const CARD_MOST_MS = 300;
const ROOMS = ["Discord", "Slack"] as const;

const executablePath = findChromium(process.env["CHROMIUM_PATH"]);
if (executablePath === null) throw new Error(MISSING);
await using closing = new AsyncDisposableStack();
const browser = await chromium.launch({ executablePath, args: [...QUIET] });
closing.defer(async () => await browser.close());

const starts: { readonly typedS: number; readonly readyS: number }[] = [];
const cards: Record<(typeof ROOMS)[number], number[]> = { Discord: [], Slack: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  await using demo = await openDemo(browser);
  starts.push(demo);
  for (const room of ROOMS)
    for (let command = 0; command < COMMANDS; command += 1)
      cards[room].push(await timeCard(demo.page, room, `a fox, take ${command + 1} of round ${round + 1}`));
}

const readyS = starts.map((start) => start.readyS);
const seconds = (values: readonly number[]): readonly string[] =>
  [median(values), Math.max(...values)].map((value) => `${value.toFixed(2)} s`);
const milliseconds = (values: readonly number[]): readonly string[] =>
  [median(values), Math.max(...values)].map((value) => `${value.toFixed(0)} ms`);

print(
  `\`npm run demo\` in a process of its own, on an installed clone with an empty data folder, ${ROUNDS} times; a Chromium that is`,
);
print("open already, and a profile without a cache. The page can be typed in before the bot is ready to answer.");
printTable(
  "From `npm run demo`",
  ["to", "median", "slowest"],
  [
    ["a field that can be typed in", ...seconds(starts.map(({ typedS }) => typedS))],
    ["a bot that answers", ...seconds(readyS)],
  ],
);
print(
  `\nFrom the key to the first frame after the card is there, ${ROUNDS * COMMANDS} \`/image\` in each room; the first of a round is the`,
);
print("bot's first after its start.");
printTable(
  "From Enter to the card",
  ["room", "median", "slowest"],
  ROOMS.map((room) => [room, ...milliseconds(cards[room])]),
);
printAims([
  {
    aim: "`npm run demo` to a page that is answered, median",
    asked: `under ${START_MOST_S} s`,
    measured: `${median(readyS).toFixed(2)} s`,
    met: median(readyS) < START_MOST_S,
  },
  ...ROOMS.map((room) => ({
    aim: `Enter to the card on ${room}, slowest`,
    asked: `under ${CARD_MOST_MS} ms`,
    measured: `${Math.max(...cards[room]).toFixed(0)} ms`,
    met: Math.max(...cards[room]) < CARD_MOST_MS,
  })),
]);
