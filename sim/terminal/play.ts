// `npm run demo -- --script`: the whole bot, unchanged, against simulators of Discord and MindVideo. Types three commands as
// a person would, prints each reply as it changes, saves what was delivered, and fails unless all of it arrived.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startDiscord } from "../discord/simulator.ts";
import type { DiscordSimulator, Message, Fixtures } from "../discord/simulator.ts";
import { startMindVideo } from "../mindvideo/simulator.ts";
import { startBotChild } from "../bot/bot-child.ts";
import { botEnvironment } from "../bot/environment.ts";
import { conversation, typed } from "./conversation.ts";
import type { Line } from "./conversation.ts";
import { plainText } from "./plain-text.ts";

/** Longer than the slowest simulated clip, short enough that a broken demo ends by itself. */
const PATIENCE_MS = 120_000;

const isDelivered = (message: Message): boolean => message.attachments.some(({ shown }) => shown);

/** Prints the reply each time that what a person reads of it changes. */
function printChanges(discord: DiscordSimulator): void {
  let last = "";
  discord.on("message", ({ message }) => {
    const lines = plainText(message, Date.now());
    const text = lines.map((line) => `    ${line}`).join("\n");
    if (text === last || lines.length === 0) return;
    last = text;
    console.log(`${text}\n`);
  });
}

interface Demo {
  readonly discord: DiscordSimulator;
  readonly fixtures: Fixtures;
  readonly mediaFolder: string;
}

async function playLine({ discord, fixtures, mediaFolder }: Demo, line: Line): Promise<void> {
  const [person, channel] = [fixtures.members[0], fixtures.channels[0]];
  console.log(`${person.name} in #${channel.name}:\n  ${typed(line)}\n`);
  const interaction = person.command(channel, line.command, line.values);
  const answers = (): readonly Message[] =>
    discord.messages().filter(({ interactionId }) => interactionId === interaction.id);
  const reply = await discord.waitFor(() => answers().find((one) => one.ephemeral || isDelivered(one)), {
    timeoutMs: PATIENCE_MS,
  });
  if (!isDelivered(reply)) throw new Error("The command was refused.");
  for (const { filename, bytes } of reply.attachments) {
    const path = join(mediaFolder, filename);
    writeFileSync(path, bytes);
    console.log(`  saved ${path}`);
  }
  console.log();
}

/** Leaves the media, the bot's data and its log in `folder`. */
export async function playConversation(folder: string): Promise<void> {
  const mediaFolder = join(folder, "media");
  mkdirSync(mediaFolder, { recursive: true });
  await using discord = await startDiscord();
  await using mindvideo = await startMindVideo();
  const fixtures = discord.addFixtures();
  const env = { ...botEnvironment({ discord, mindvideo, dataDir: folder }), CONFIRM_ABOVE: "5" };
  await using bot = startBotChild(env, join(folder, "bot.log"));
  console.log("Starting the bot against simulators of Discord and MindVideo: no account, no token, no network.\n");
  await Promise.race([discord.waitFor(() => discord.commands().length > 0, { timeoutMs: PATIENCE_MS }), bot.ended]);
  printChanges(discord);
  for (const line of await conversation())
    await Promise.race([playLine({ discord, fixtures, mediaFolder }, line), bot.ended]);
  console.log("All of it arrived. What each cost:");
  for (const task of mindvideo.tasks) console.log(`  ${task.model.padEnd(42)} $${task.costActual}`);
  console.log(`\nMedia: ${mediaFolder}\nLog:   ${join(folder, "bot.log")}`);
}
