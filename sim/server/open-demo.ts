// The demo: simulators in this process, the bot in one of its own, and a page that shows what the simulators hold.

import { join } from "node:path";
import { botEnvironment } from "../bot/environment.ts";
import type { Environment } from "../bot/environment.ts";
import { freePort } from "../bot/free-port.ts";
import { KeptBot } from "../bot/kept-bot.ts";
import { readSlackManifest } from "../bot/slack-manifest.ts";
import { startDiscord } from "../discord/simulator.ts";
import type { DiscordSimulator } from "../discord/simulator.ts";
import { startMindVideo } from "../mindvideo/simulator.ts";
import type { MindVideoOptions, MindVideoSimulator } from "../mindvideo/simulator.ts";
import { startSlack } from "../slack/simulator.ts";
import type { SlackSimulator } from "../slack/simulator.ts";
import { Board } from "./board.ts";
import { createApp } from "./create-app.ts";
import { DiscordHost } from "./discord/discord-host.ts";
import { actInEngine, showBot } from "./engine/engine-host.ts";
import { Switches } from "./engine/switches.ts";
import { watchRequests } from "./engine/watch-requests.ts";
import { watchTasks } from "./engine/watch-tasks.ts";
import { listenNear } from "./listen.ts";
import { showSamples } from "./samples.ts";
import { SlackHost } from "./slack/slack-host.ts";
import { openGuild, openTeam } from "./people.ts";

export interface DemoOptions {
  /** The next free one is taken if it is not free; 0: any. */
  readonly port: number;
  /** Where the bot keeps its data, and its log. */
  readonly dataDir: string;
  readonly mindvideo?: MindVideoOptions;
  /** Beside what leads the bot to the simulators. */
  readonly env?: Environment;
}

export interface Demo extends AsyncDisposable {
  readonly url: string;
  readonly discord: DiscordSimulator;
  readonly slack: SlackSimulator;
  readonly mindvideo: MindVideoSimulator;
  readonly bot: KeptBot;
}

export async function openDemo({
  port,
  dataDir,
  mindvideo: options = {},
  env: wanted = {},
}: DemoOptions): Promise<Demo> {
  await using closing = new AsyncDisposableStack();
  const board = new Board();
  const samples = showSamples(board);
  const manifest = await readSlackManifest();
  const discord = closing.use(await startDiscord());
  const mindvideo = closing.use(await startMindVideo(options));
  const slack = closing.use(await startSlack({ manifest }));
  const guild = openGuild(discord);
  const { team, botToken } = openTeam(slack, manifest);
  const rooms = {
    discord: closing.use(new DiscordHost({ discord, guild, board })),
    slack: closing.use(new SlackHost({ slack, team, board })),
  };
  const switches = new Switches(mindvideo, board);
  closing.defer(watchTasks(mindvideo, board));
  closing.defer(watchRequests({ discord, slack, mindvideo }, board));
  const access = { appToken: slack.appToken, botToken, apiUrl: slack.apiUrl };
  const env = {
    ...botEnvironment({ discord, slack: access, mindvideo, dataDir, port: await freePort() }),
    ...wanted,
  };
  const bot = closing.use(
    new KeptBot({ env, logFile: join(dataDir, "bot.log"), now: () => Date.now(), changed: showBot(board) }),
  );
  bot.start();
  const ends = new AbortController();
  const engine = async (act: Parameters<typeof actInEngine>[1]): Promise<void> =>
    await actInEngine({ bot, switches }, act);
  const app = createApp({ board, samples, ...rooms, engine, closing: ends.signal });
  const server = closing.use(await listenNear(port, app.fetch));
  closing.defer(() => ends.abort());
  const opened = closing.move();
  return {
    url: `http://127.0.0.1:${server.port}`,
    discord,
    slack,
    mindvideo,
    bot,
    [Symbol.asyncDispose]: async () => await opened.disposeAsync(),
  };
}
