import { fileURLToPath } from "node:url";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { Reading } from "../../src/catalog/catalog.ts";
import { isFault } from "../../src/domain/errors/errors.ts";
import type { Attachment, OptionValues } from "../../src/domain/messages/invocation.ts";
import type { Problem } from "../../src/domain/messages/problem.ts";
import { OPTION_LIMITS as DISCORD } from "../../src/platforms/discord/limits.ts";
import { OPTION_LIMITS as SLACK } from "../../src/platforms/slack/limits.ts";
import { anAttachment } from "../an-attachment.ts";

export const SCHEMAS = fileURLToPath(new URL("../../schemas", import.meta.url));

const unlimited = await loadCatalog(SCHEMAS);

/** As Discord has it, which has the least room. */
export const catalog = unlimited.within(DISCORD);
export const slackCatalog = unlimited.within(SLACK);

export const NOW = Date.UTC(2026, 10, 20);

export const read = (command: string, values: OptionValues): Reading => catalog.read(command, values, NOW);

/** What is said of a request that must be refused. */
export function problemsOf(command: string, values: OptionValues): readonly Problem[] {
  try {
    read(command, values);
  } catch (error) {
    if (isFault(error, "request.invalid")) return error.detail.problems;
    throw error;
  }
  throw new Error(`/${command} was not refused: ${JSON.stringify(values)}`);
}

export const picture = (name: string, more: Partial<Attachment> = {}): Attachment =>
  anAttachment({
    name,
    url: `https://cdn.example.com/${name}`,
    access: "open",
    bytes: 200_000,
    width: 1024,
    height: 768,
    expiresAt: NOW + 60_000,
    ...more,
  });

export const clip = (name: string, more: Partial<Attachment> = {}): Attachment =>
  picture(name, { contentType: "video/mp4", width: 1280, height: 720, ...more });

export const sound = (name: string, more: Partial<Attachment> = {}): Attachment =>
  picture(name, { contentType: "audio/mpeg", width: null, height: null, ...more });
