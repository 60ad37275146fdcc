import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { botEnvironment } from "../../sim/bot/environment.ts";
import { startDiscord } from "../../sim/discord/simulator.ts";
import type { DiscordOptions, DiscordSimulator, Message, Fixtures } from "../../sim/discord/simulator.ts";
import { startMindVideo } from "../../sim/mindvideo/simulator.ts";
import type { MindVideoOptions, MindVideoSimulator } from "../../sim/mindvideo/simulator.ts";

export interface HarnessOptions {
  readonly discord?: DiscordOptions;
  readonly mindvideo?: MindVideoOptions;
}

/** What is around the bot: both simulators, a guild with people, and the environment that leads the bot to them. */
export interface Harness extends AsyncDisposable {
  readonly discord: DiscordSimulator;
  readonly mindvideo: MindVideoSimulator;
  readonly fixtures: Fixtures;
  readonly env: Readonly<Record<string, string>>;
  /** The public messages of the bot in the guild's first channel. */
  readonly cards: () => readonly Message[];
}

/** Quick enough that no test waits for it, slow enough that each state is seen. */
const PACE = { queuedMs: 20, processingMs: 60 };

export async function openHarness({
  discord: discordOptions,
  mindvideo: mindvideoOptions,
}: HarnessOptions = {}): Promise<Harness> {
  await using closing = new AsyncDisposableStack();
  const discord = closing.use(await startDiscord(discordOptions));
  const mindvideo = closing.use(await startMindVideo({ pace: PACE, media: "tiny", ...mindvideoOptions }));
  const dataDir = mkdtempSync(join(tmpdir(), "atelier-"));
  closing.defer(async () => await rm(dataDir, { recursive: true, force: true }));
  const fixtures = discord.addFixtures();
  const env = {
    ...botEnvironment({ discord, mindvideo, dataDir }),
    DEFAULT_GUILD_BUDGET: "1000",
    MAX_RUNNING_PER_MEMBER: "1000",
    MAX_RUNNING_PER_GUILD: "1000",
    CONFIRM_ABOVE: "1000",
    API_RATE: "200",
  };
  const opened = closing.move();
  return {
    discord,
    mindvideo,
    fixtures,
    env,
    cards: () =>
      discord.messages(fixtures.channels[0].id).filter((message) => message.author.bot && !message.ephemeral),
    [Symbol.asyncDispose]: async () => await opened.disposeAsync(),
  };
}

/** Every text that a person reads in a message, top to bottom. */
export function textOf(message: Pick<Message, "components" | "content">): string {
  const texts: string[] = [message.content];
  JSON.stringify(message.components, (key, value: unknown) => {
    if ((key === "content" || key === "label") && typeof value === "string") texts.push(value);
    return value;
  });
  return texts.filter((text) => text !== "").join("\n");
}

export const isDelivered = (message: Message): boolean => message.attachments.some((attachment) => attachment.shown);
