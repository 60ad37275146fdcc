// The stage with Slack in it: the app as the manifest that we print describes it, in one workspace, over Socket Mode.

import { commandSpecs } from "../../commands/index.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { manifestOf } from "../../src/surfaces/slack/manifest.ts";
import { startSlack } from "../../sim/slack/simulator.ts";
import type { Message, SlackOptions, SlackSimulator, Town } from "../../sim/slack/simulator.ts";
import { SCHEMAS } from "./in-process.ts";
import { openStage } from "./stage.ts";
import type { Stage, StageOptions } from "./stage.ts";

interface SlackStageOptions extends StageOptions {
  readonly slack?: SlackOptions;
}

export interface SlackStage extends AsyncDisposable {
  readonly slack: SlackSimulator;
  readonly town: Town;
  readonly mindvideo: Stage["mindvideo"];
  /** Leads the bot to Slack alone. */
  readonly env: Readonly<Record<string, string>>;
  /** Its Discord, and an environment that leads the bot to both. */
  readonly beside: Pick<Stage, "discord" | "town" | "env">;
  /** The messages of the bot that everybody sees in a channel, without those of threads. */
  readonly cards: (channelId?: string) => readonly Message[];
  /** The files below a card. */
  readonly filesOf: (card: Message) => readonly Message["files"][number][];
}

export async function openSlackStage({ slack: options, ...others }: SlackStageOptions = {}): Promise<SlackStage> {
  await using closing = new AsyncDisposableStack();
  const stage = closing.use(await openStage(others));
  const manifest = manifestOf({ commands: commandSpecs(await loadCatalog(SCHEMAS)), prefix: "", publicUrl: null });
  const slack = closing.use(await startSlack({ manifest, fileReadyMs: 20, ...options }));
  const town = slack.addTown();
  const tokens = {
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_BOT_TOKEN: town.workspace.installation?.botToken ?? "",
    SLACK_API_URL: slack.apiUrl,
  };
  const { DISCORD_TOKEN: _, ...env } = stage.env;
  const opened = closing.move();
  const said = (channelId: string): readonly Message[] =>
    slack.messages(channelId).filter(({ author, deleted, ephemeral }) => author.bot && !deleted && !ephemeral);
  return {
    slack,
    town,
    mindvideo: stage.mindvideo,
    env: { ...env, ...tokens },
    beside: { discord: stage.discord, town: stage.town, env: { ...stage.env, ...tokens } },
    cards: (channelId = town.channels[0].id) => said(channelId).filter(({ threadTs }) => threadTs === undefined),
    filesOf: ({ channelId, ts }) => said(channelId).flatMap(({ threadTs, files }) => (threadTs === ts ? files : [])),
    [Symbol.asyncDispose]: async () => await opened.disposeAsync(),
  };
}
