// How soon Slack's people are answered: 100 commands within 2 s in one workspace, half of them with a prompt, which become
// cards, half without, which open a form as long as their trigger lives. Once as it is, and once while Slack turns every
// edit of a card away with 429: each SDK client stands still then, and forms must not be opened by one that does.

import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { startMindVideo } from "../sim/mindvideo/simulator.ts";
import { botEnvironment } from "../sim/bot/environment.ts";
import { startSlack } from "../sim/slack/simulator.ts";
import type { InteractionHandle, SlackSimulator, Fixtures } from "../sim/slack/simulator.ts";
import { openFolder } from "./harness/folder.ts";
import { median, print, printAims, printTable, quantile } from "./table.ts";

const COMMANDS = 100;
const WITHIN_MS = 2_000;
/** Past it the person reads that the app did not respond, and no form can be opened any more. */
const DEADLINE_MS = 3_000;
/** Runs whose cards are to be edited while the commands arrive. */
const RUNS_AHEAD = 5;
/** Their states follow each other so quickly that there is always an edit to be made. */
const PACE = { queuedMs: 300, processingMs: 1_500 };
/** What a form may take longer while edits are turned away: what two measurements of the same differ by. */
const MOST_RATIO = 1.5;
const RETRY_AFTER_S = 1;

interface Round {
  readonly acks: readonly number[];
  /** From the command to the form's request, answered well; those that were not are left out. */
  readonly forms: readonly number[];
  readonly turnedAway: number;
}

async function measure(isLimited: boolean): Promise<Round> {
  await using slack = await startSlack({ commands: ["/image"] });
  await using mindvideo = await startMindVideo({ media: "tiny", pace: PACE });
  const fixtures = slack.addFixtures();
  const env = {
    ...botEnvironment({
      slack: { ...slack, botToken: fixtures.workspace.installation?.botToken ?? "" },
      mindvideo,
      dataDir: openFolder().file("data"),
    }),
    DEFAULT_GUILD_BUDGET: "1000",
    CONFIRM_ABOVE: "1000",
    LOG_LEVEL: "fatal",
  };
  const child = spawn(process.execPath, ["src/main.ts"], { env, stdio: ["ignore", "ignore", "inherit"] });
  try {
    await slack.waitFor(() => slack.socket.connections.filter(({ state }) => state === "open").length === 2, {
      timeoutMs: 30_000,
    });
    const limit = isLimited ? turnAway(slack) : null;
    // Neither is measured while the bot loads its code, nor before there is something to edit.
    await bare(fixtures).acknowledged;
    for (let run = 0; run < RUNS_AHEAD; run += 1) await prompted(fixtures).acknowledged;
    await slack.waitFor(() =>
      slack.requests.some(({ method, status }) => method === "chat.update" && status !== "pending"),
    );
    const before = limit?.applied ?? 0;
    const handles = await sendAll(fixtures);
    const answers = await Promise.all(handles.map(async ({ acknowledged }) => await acknowledged));
    const wanted = handles.filter(isBare);
    await slack.waitFor(() => wanted.every((handle) => openingOf(slack, handle)?.answeredAt !== undefined));
    const forms = wanted.flatMap((handle) => {
      const opening = openingOf(slack, handle);
      const isOpened = opening?.status === 200 && opening.error === undefined && opening.answeredAt !== undefined;
      return isOpened ? [opening.answeredAt - handle.createdAt] : [];
    });
    return { acks: answers.map(({ tookMs }) => tookMs), forms, turnedAway: (limit?.applied ?? 0) - before };
  } finally {
    child.kill("SIGKILL");
  }
}

const turnAway = (slack: SlackSimulator) =>
  slack.failNext({
    method: "chat.update",
    error: "ratelimited",
    headers: { "Retry-After": String(RETRY_AFTER_S) },
    times: Infinity,
  });

const bare = ({ members: [bo], channels: [studio] }: Fixtures): InteractionHandle => bo.command(studio, "/image");
const prompted = ({ members: [, cy], channels: [studio] }: Fixtures): InteractionHandle =>
  cy.command(studio, "/image", "a red fox in snow");
const isBare = ({ payload }: InteractionHandle): boolean => payload["text"] === "";
const openingOf = ({ requests }: SlackSimulator, { triggerId }: InteractionHandle) =>
  requests.find(({ method, args }) => method === "views.open" && args["trigger_id"] === triggerId);

async function sendAll(fixtures: Fixtures): Promise<readonly InteractionHandle[]> {
  const handles: InteractionHandle[] = [];
  while (handles.length < COMMANDS) {
    handles.push(handles.length % 2 === 0 ? bare(fixtures) : prompted(fixtures));
    await sleep(WITHIN_MS / COMMANDS);
  }
  return handles;
}

const ms = (value: number): string => value.toFixed(0);
const rowOf = (name: string, { acks, forms, turnedAway }: Round): readonly string[] => [
  name,
  ...[acks, forms].flatMap((times) => [median(times), quantile(times, 0.99), quantile(times, 1)].map(ms)),
  String(turnedAway),
];
const within = (times: readonly number[]): number => times.filter((time) => time < DEADLINE_MS).length;

const free = await measure(false);
const limited = await measure(true);
const forms = [...free.forms, ...limited.forms];
const acks = [...free.acks, ...limited.acks];
const ratio = median(limited.forms) / median(free.forms);
print(
  `${COMMANDS} commands within ${WITHIN_MS / 1_000} s over Socket Mode, half of them with a prompt and half bare; milliseconds from the
command to its answer, and for the bare ones to Slack's answer to \`views.open\`.`,
);
printTable(
  "Answers and forms",
  ["", "ack p50", "p99", "max", "form p50", "p99", "max", "edits turned away"],
  [rowOf("edits go through", free), rowOf("each edit is turned away with 429", limited)],
);
printAims([
  {
    aim: "answers within 3 s, of 200",
    asked: "all",
    measured: String(within(acks)),
    met: within(acks) === 2 * COMMANDS,
  },
  {
    aim: "forms opened within 3 s, of 100",
    asked: "all",
    measured: String(within(forms)),
    met: within(forms) === COMMANDS,
  },
  {
    aim: "median time to a form with edits turned away, beside without",
    asked: `at most ${MOST_RATIO}`,
    measured: ratio.toFixed(2),
    met: limited.turnedAway > 0 && ratio <= MOST_RATIO,
  },
]);
