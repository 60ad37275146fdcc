// The harness with Slack in it: the app as the manifest that we print describes it. Over Socket Mode in one workspace, or by
// OAuth and signed requests in any number of them.

import { commandSpecs } from "../../commands/index.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { manifestOf } from "../../src/platforms/slack/connection/manifest.ts";
import { startSlack } from "../../sim/slack/simulator.ts";
import type { Message, SlackOptions, SlackSimulator, Fixtures } from "../../sim/slack/simulator.ts";
import { freePort } from "../../sim/bot/free-port.ts";
import { SCHEMAS } from "./in-process.ts";
import { openHarness } from "./harness.ts";
import type { Harness, HarnessOptions } from "./harness.ts";

interface SlackHarnessOptions extends HarnessOptions {
  readonly slack?: SlackOptions;
}

/** Nobody has installed the bot yet. */
export interface WebHarness extends Omit<SlackHarness, "fixtures" | "beside"> {
  readonly publicUrl: string;
  /** A workspace whose admin has let the running bot in, as one does with a browser. */
  install(name: string): Promise<Fixtures>;
}

export interface SlackHarness extends AsyncDisposable {
  readonly slack: SlackSimulator;
  readonly fixtures: Fixtures;
  readonly mindvideo: Harness["mindvideo"];
  /** Leads the bot to Slack alone. */
  readonly env: Readonly<Record<string, string>>;
  /** Its Discord, and an environment that leads the bot to both. */
  readonly beside: Pick<Harness, "discord" | "fixtures" | "env">;
  /** The messages of the bot that everybody sees in a channel, without those of threads. */
  readonly cards: (channelId?: string) => readonly Message[];
  /** The files below a card. */
  readonly filesOf: (card: Message) => readonly Message["files"][number][];
}

export async function openSlackHarness({ slack: options, ...others }: SlackHarnessOptions = {}): Promise<SlackHarness> {
  await using closing = new AsyncDisposableStack();
  const harness = closing.use(await openHarness(others));
  const manifest = await manifestFor(null);
  const slack = closing.use(await startSlack({ manifest, fileReadyMs: 20, ...options }));
  const fixtures = slack.addFixtures();
  const tokens = {
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_BOT_TOKEN: fixtures.workspace.installation?.botToken ?? "",
    SLACK_API_URL: slack.apiUrl,
  };
  const { DISCORD_TOKEN: _, ...env } = harness.env;
  const opened = closing.move();
  return {
    slack,
    fixtures,
    mindvideo: harness.mindvideo,
    env: { ...env, ...tokens },
    beside: { discord: harness.discord, fixtures: harness.fixtures, env: { ...harness.env, ...tokens } },
    ...lookAt(slack, fixtures.channels[0].id),
    [Symbol.asyncDispose]: async () => await opened.disposeAsync(),
  };
}

export async function openWebHarness({ slack: options, ...others }: SlackHarnessOptions = {}): Promise<WebHarness> {
  await using closing = new AsyncDisposableStack();
  const harness = closing.use(await openHarness(others));
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const account = { manifest: await manifestFor(publicUrl), requestUrl: `${publicUrl}/slack/events` };
  const slack = closing.use(await startSlack({ ...account, fileReadyMs: 20, ...options }));
  const { DISCORD_TOKEN: _, ...env } = harness.env;
  const opened = closing.move();
  return {
    slack,
    publicUrl,
    mindvideo: harness.mindvideo,
    env: {
      ...env,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_CLIENT_ID: slack.clientId,
      SLACK_CLIENT_SECRET: slack.clientSecret,
      SLACK_STATE_SECRET: "of our own",
      SLACK_API_URL: slack.apiUrl,
      PORT: String(port),
      PUBLIC_URL: publicUrl,
    },
    async install(name) {
      const fixtures = slack.addFixtures({ name, installed: false });
      const { status, html } = await fixtures.admin.install(`${publicUrl}/slack/install`);
      if (status !== 200) throw new Error(`not installed in ${name}: ${html}`);
      return fixtures;
    },
    ...lookAt(slack),
    [Symbol.asyncDispose]: async () => await opened.disposeAsync(),
  };
}

const manifestFor = async (publicUrl: string | null) =>
  manifestOf({ commands: commandSpecs(await loadCatalog(SCHEMAS)), prefix: "", publicUrl });

function lookAt(slack: SlackSimulator, firstChannelId?: string): Pick<SlackHarness, "cards" | "filesOf"> {
  const said = (channelId?: string): readonly Message[] =>
    slack.messages(channelId).filter(({ author, deleted, ephemeral }) => author.bot && !deleted && !ephemeral);
  return {
    cards: (channelId = firstChannelId) => said(channelId).filter(({ threadTs }) => threadTs === undefined),
    filesOf: ({ channelId, ts }) => said(channelId).flatMap(({ threadTs, files }) => (threadTs === ts ? files : [])),
  };
}
