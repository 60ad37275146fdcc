// Draws docs/usage.png: the chart of /usage for a team and its month, by the code that draws it for the bot. To run after
// a change to how a chart looks: node scripts/draw-usage.ts

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cap } from "../src/domain/money/budget.ts";
import { micros, ZERO } from "../src/domain/money/money.ts";
import type { NamedSpan } from "../src/domain/money/usage.ts";
import { sayChart } from "../src/wording/chart.ts";
import { calendarOf } from "../src/usage/bars.ts";
import { drawChart } from "../src/usage/chart/chart.ts";
import { openFonts } from "../src/usage/chart/fonts.ts";
import { reportOf } from "../src/usage/report.ts";
import { timeSpanOf } from "../src/usage/time-span.ts";

const FILE = join(import.meta.dirname, "../docs/usage.png");
const ZONE = "Asia/Shanghai";
const NOW = Date.parse("2026-11-24T08:00:00Z");

/** How busy each is on an ordinary day, in pictures and in clips. */
const TEAM: readonly (readonly [name: string, pictures: number, clips: number])[] = [
  ["林晓雨", 22, 3],
  ["Mia Hoffmann", 15, 2],
  ["さくら", 18, 0],
  ["Jonas 🎬", 2, 4],
  ["김민준", 9, 1],
  ["Ольга", 6, 1],
  ["陈思远", 8, 0],
  ["Θεοδώρα", 4, 0],
  ["Pat", 2, 0],
];
const PICTURE = 24_300;
const CLIP = 94_500;

const CAPS: readonly Cap[] = [
  { scope: { kind: "guild" }, period: "month", amount: micros(90_000_000) },
  { scope: { kind: "guild" }, period: "day", amount: micros(5_000_000) },
];

/** The same numbers each time, between 0 and 1: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function* chances(): Generator<number, never> {
  for (let state = 2_026; ; state = (state * 1_103_515_245 + 12_345) % 2 ** 31) yield state / 2 ** 31;
}

function drawn() {
  const stretch: NamedSpan = { kind: "this", period: "month" };
  const span = timeSpanOf(stretch, { now: NOW, timeZone: ZONE, firstRunAt: null });
  const calendar = calendarOf(span, ZONE);
  const chance = chances();
  const sums = calendar.bars.flatMap(({ from }, bar) => {
    if (from > NOW) return [];
    const weekday = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(ZONE).dayOfWeek;
    const pace = weekday > 5 ? 0.25 : 0.7 + weekday / 10;
    return TEAM.map(([key, pictures, clips]) => {
      const [made = 0, filmed = 0] = [pictures, clips].map((often) =>
        Math.round(often * pace * 2 * chance.next().value),
      );
      const held = from + 86_400_000 > NOW && clips > 1 ? micros(CLIP) : ZERO;
      return { bar, key, spent: micros(made * PICTURE + filmed * CLIP), held, runs: made + filmed };
    });
  });
  const names = new Map(TEAM.map(([name]) => [name, name]));
  const query = { by: "member", whose: { kind: "guild" }, stretch } as const;
  return reportOf(query, { ...span, timeZone: ZONE, calendar, sums, names, caps: CAPS });
}

const png = await drawChart(sayChart(drawn()), openFonts());
writeFileSync(FILE, png);
console.log(`docs/usage.png: ${Math.round(png.byteLength / 1_024)} KB`);
