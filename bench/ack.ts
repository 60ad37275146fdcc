// How soon a command is answered: the whole bot, whose first answer is the finished card with money set aside, beside a
// bare discord.js handler that only defers. Both are processes of their own, against the same kind of simulator, in one
// run: 200 commands within 2 s over 20 guilds. `node bench/ack.ts`

import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDiscord } from "../sim/discord/simulator.ts";
import type { DiscordSimulator, InteractionHandle, Person, Channel } from "../sim/discord/simulator.ts";
import { startMindVideo } from "../sim/mindvideo/simulator.ts";

const COMMANDS = 200;
const WITHIN_MS = 2_000;
const GUILDS = 20;
/** Discord's own limit: past it the person reads that the application did not respond. */
const DEADLINE_MS = 3_000;

interface Contestant {
  readonly name: string;
  readonly script: string;
}

const contestants: readonly Contestant[] = [
  { name: "bare discord.js, defers", script: "bench/bare-handler.ts" },
  { name: "Atelier, answers with the card", script: "src/main.ts" },
];

interface Seat {
  readonly person: Person;
  readonly channel: Channel;
}

const seats = (discord: DiscordSimulator): readonly Seat[] =>
  Array.from({ length: GUILDS }, (_, index) => {
    const town = discord.addTown({ name: `Guild ${index + 1}` });
    return { person: town.members[0], channel: town.channels[0] };
  });

async function measure({ script }: Contestant): Promise<readonly number[]> {
  await using discord = await startDiscord();
  await using mindvideo = await startMindVideo({ media: "tiny", manual: true });
  const places = seats(discord);
  const child = spawn(process.execPath, [script], {
    env: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      MINDVIDEO_API_KEY: mindvideo.apiKey,
      MINDVIDEO_API_URL: mindvideo.apiUrl,
      DATA_DIR: mkdtempSync(join(tmpdir(), "atelier-bench-")),
      DEFAULT_GUILD_BUDGET: "1000",
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    await discord.waitFor(
      () => discord.gateway.sessions.some(({ connected }) => connected) && discord.commands().length > 0,
    );
    // One command ahead, so that neither is measured while it loads its code.
    await send(places[0]).acknowledged;
    const handles = await sendAll(places);
    const answered = await Promise.all(handles.map(async ({ acknowledged }) => await acknowledged));
    return answered.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  } finally {
    child.kill("SIGKILL");
  }
}

const send = (seat: Seat | undefined): InteractionHandle => {
  if (seat === undefined) throw new Error("no seats");
  return seat.person.command(seat.channel, "image", { prompt: "a red fox in snow" });
};

async function sendAll(places: readonly Seat[]): Promise<readonly InteractionHandle[]> {
  const handles: InteractionHandle[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      handles.push(send(places[handles.length % places.length]));
      if (handles.length < COMMANDS) return;
      clearInterval(timer);
      resolve();
    }, WITHIN_MS / COMMANDS);
  });
  return handles;
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;

let bareP99 = Number.NaN;
console.log(
  `${COMMANDS} commands within ${WITHIN_MS} ms over ${GUILDS} guilds, milliseconds from event to accepted answer`,
);
for (const contestant of contestants) {
  const times = await measure(contestant);
  const p99 = quantile(times, 0.99);
  if (Number.isNaN(bareP99)) bareP99 = p99;
  const columns = [
    contestant.name.padEnd(32),
    `p50 ${quantile(times, 0.5).toFixed(1)}`.padEnd(12),
    `p99 ${p99.toFixed(1)}`.padEnd(12),
    `max ${quantile(times, 1).toFixed(1)}`.padEnd(12),
    `${times.filter((time) => time < DEADLINE_MS).length} of ${times.length} within ${DEADLINE_MS} ms`,
    `p99 ratio ${(p99 / bareP99).toFixed(2)}`,
  ];
  console.log(columns.join("  "));
}
