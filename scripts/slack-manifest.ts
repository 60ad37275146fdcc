// `npm run slack:manifest` prints what Slack is told when the app is made, for one workspace over Socket Mode;
// `npm run slack:manifest -- http` for many, over HTTP at PUBLIC_URL. SLACK_COMMAND_PREFIX counts in both.

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { commandSpecs } from "../commands/index.ts";
import { loadCatalog } from "../src/catalog/load.ts";
import { readManifestSettings } from "../src/config/slack.ts";
import { BotError } from "../src/domain/errors/errors.ts";
import { problemsOf } from "../src/start/start-problems.ts";
import { manifestOf } from "../src/platforms/slack/connection/manifest.ts";

const SCHEMAS = fileURLToPath(new URL("../schemas/", import.meta.url));
/** Sysexits' EX_USAGE and EX_CONFIG. */
const [EXIT_USAGE, EXIT_CONFIG] = [64, 78];

async function print(mode: string): Promise<void> {
  if (mode !== "socket" && mode !== "http") {
    process.stderr.write(`${mode} is neither socket (one workspace) nor http (many).\n`);
    process.exitCode = EXIT_USAGE;
    return;
  }
  const { prefix, publicUrl } = readManifestSettings(process.env, mode);
  const commands = commandSpecs(await loadCatalog(SCHEMAS));
  console.log(JSON.stringify(manifestOf({ commands, prefix, publicUrl }), null, 2));
}

const { positionals } = parseArgs({ allowPositionals: true });
try {
  await print(positionals[0] ?? "socket");
} catch (error) {
  const problems = error instanceof BotError ? problemsOf(error) : null;
  if (problems === null) throw error;
  process.stderr.write(problems.lines.map((line) => `${line}\n`).join(""));
  process.exitCode = EXIT_CONFIG;
}
