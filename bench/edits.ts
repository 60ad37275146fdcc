// Two hundred replies edited at once, as when a restart or a busy minute has something to say everywhere.

import { REST, Routes } from "discord.js";
import { Agent, fetch } from "undici";
import type { Card } from "../src/domain/messages/card.ts";
import { systemClock } from "../src/domain/time/clock.ts";
import { micros } from "../src/domain/money/money.ts";
import type { ReplyRef } from "../src/domain/messages/reply.ts";
import { createLog } from "../src/start/log.ts";
import { drawCard } from "../src/platforms/discord/draw/card.ts";
import { createRestClients } from "../src/platforms/discord/api/rest-clients.ts";
import { createRequests } from "../src/platforms/discord/api/requests.ts";
import { show } from "../src/platforms/discord/replies/progress.ts";
import { createTransport } from "../src/platforms/discord/api/transport.ts";
import { createPendingAnswers } from "../src/platforms/discord/replies/pending-answers.ts";
import { createEditQueue } from "../src/platforms/edit-queue.ts";
import { openStandIn } from "./harness/open-stand-in.ts";
import { atMost, median, print, printAims, printTable } from "./table.ts";

const EDITS = 200;
const ROUNDS = 21;
/** It takes seconds each time, and always the same. */
const SLOW_ROUNDS = 3;
const APPLICATION = "900000000000000001";
const NEVER = new AbortController().signal;
const MOST = 1.5;

const cardOf = (index: number): Card => ({
  generationId: `discord:${index}`,
  command: "video",
  modelTitle: "Seedance 1.0 Pro",
  prompt: "a red fox runs through snow, low sun behind it, slow pan",
  set: [
    { name: "duration", value: "5" },
    { name: "resolution", value: "1080p" },
  ],
  warnings: [],
  userId: "80000000000000001",
  startedAt: Date.now(),
  status: {
    kind: "running",
    phase: "processing",
    upTo: micros(500_000),
    likelyAt: Date.now() + 60_000,
    lateAt: Date.now() + 90_000,
  },
  actions: [],
});

const replyOf = (token: string): ReplyRef => ({
  platform: "discord",
  guildId: "1",
  channelId: "2",
  messageId: "3",
  token,
  tokenExpiresAt: Date.now() + 600_000,
  ephemeral: false,
  maxFileBytes: 10_000_000,
  extraMessageIds: [],
});

type EditAll = (round: string) => Promise<unknown>;

const body = (index: number) => drawCard(cardOf(index), { files: [], links: [], now: Date.now(), withheld: false });
const each = async (edit: (index: number) => Promise<unknown>): Promise<unknown> =>
  await Promise.all(Array.from({ length: EDITS }, async (_, index) => await edit(index)));

function plain(origin: string): EditAll {
  const dispatcher = new Agent();
  return async (round) =>
    await each(async (index) => {
      const path = `/api/v10${Routes.webhookMessage(APPLICATION, `${round}-${index}`, "@original")}`;
      const headers = { "content-type": "application/json" };
      const request = { method: "PATCH", headers, body: JSON.stringify(body(index)), dispatcher };
      await (await fetch(`${origin}${path}`, request)).json();
    });
}

function discordJs(origin: string, options: ConstructorParameters<typeof REST>[0]): EditAll {
  const rest = new REST({ api: `${origin}/api`, ...options }).setToken("token");
  return async (round) =>
    await each(async (index) => {
      const route = Routes.webhookMessage(APPLICATION, `${round}-${index}`, "@original");
      await rest.patch(route, { body: body(index), auth: false });
    });
}

function ours(origin: string): EditAll {
  const transport = createTransport();
  const account = { token: "token", apiUrl: `${origin}/api`, shards: "auto", log: createLog("error") };
  const clients = createRestClients({ ...account, transport });
  const requests = createRequests({ clients, token: "token", applicationId: () => APPLICATION });
  // No pause between two edits of one reply: each has one here.
  const edits = createEditQueue({ clock: systemClock, spacingMs: 0 });
  const parts = { requests, clock: systemClock, pendingAnswers: createPendingAnswers(), edits };
  return async (round) =>
    await each(async (index) => {
      const card = { ...cardOf(index), generationId: `${round}-${index}` };
      await show(parts, { reply: replyOf(`${round}-${index}`), card, signal: NEVER });
    });
}

using server = await openStandIn();
const { origin } = server;
const contestants = [
  { name: "plain fetch, no limiter at all", edit: plain(origin), rounds: ROUNDS },
  {
    name: "discord.js without its global limit",
    edit: discordJs(origin, { globalRequestsPerSecond: Infinity }),
    rounds: ROUNDS,
  },
  { name: "discord.js as it comes", edit: discordJs(origin, {}), rounds: SLOW_ROUNDS },
  { name: "ours", edit: ours(origin), rounds: ROUNDS },
].map((contestant) => ({ ...contestant, times: [] as number[] }));
// The first round of each is not counted: it loads code and connects.
for (let round = 0; round <= ROUNDS; round += 1)
  for (const { edit, times, rounds } of contestants) {
    if (round > rounds) continue;
    const startedAt = performance.now();
    await edit(`r${round}`);
    if (round > 0) times.push(performance.now() - startedAt);
  }

const [first = Number.NaN, second = Number.NaN, , own = Number.NaN] = contestants.map(({ times }) => median(times));
/** The quicker of the two. */
const unlimited = Math.min(first, second);
print(
  `${EDITS} progress cards of about 1.5 kB, each of another interaction, sent at once; milliseconds until the last is`,
);
print(`answered, in turns; the median of ${ROUNDS} rounds (${SLOW_ROUNDS} of discord.js as it comes).`);
printTable(
  "All answered after",
  ["", "median", "slowest round", "× no limiter"],
  contestants.map(({ name, times }) => [
    name,
    `${median(times).toFixed(0)} ms`,
    `${Math.max(...times).toFixed(0)} ms`,
    (median(times) / unlimited).toFixed(2),
  ]),
);
const ratio = own / unlimited;
printAims([
  {
    aim: "time beside the quicker of the two without a limiter",
    ...atMost(ratio, MOST),
  },
]);
server[Symbol.dispose]();
process.exit();
