// https://docs.slack.dev/reference/app-manifest, and the schema of slackapi/manifest-schema.
import { objectsOf } from "../../kit/json.ts";
import type { Manifest } from "../state/manifest.ts";

/** Those that a bot of this kind could want; Slack knows more. A misspelt one is what this finds. */
const SCOPES = new Set(
  `
  app_mentions:read assistant:write bookmarks:read bookmarks:write canvases:read canvases:write
  channels:history channels:join channels:manage channels:read chat:write chat:write.customize
  chat:write.public commands emoji:read files:read files:write groups:history groups:read groups:write
  im:history im:read im:write incoming-webhook links.embed:write links:read links:write metadata.message:read
  mpim:history mpim:read mpim:write pins:read pins:write reactions:read reactions:write remote_files:read
  remote_files:share remote_files:write team:read usergroups:read usergroups:write users.profile:read
  users:read users:read.email users:write
  `
    .trim()
    .split(/\s+/u),
);

/** Throws one error that says everything that is wrong. */
export function checkManifest(manifest: Manifest): void {
  const problems = [...named(manifest), ...commands(manifest), ...access(manifest)];
  if (problems.length > 0) throw new Error(`Slack refuses the manifest:\n${problems.join("\n")}`);
}

function* named({ display_information: about, features }: Manifest): Iterable<string> {
  if (about.name.length === 0 || about.name.length > 35) yield "display_information.name has 1 to 35 characters";
  if ((features?.bot_user?.display_name.length ?? 1) > 80) yield "bot_user.display_name has at most 80 characters";
}

function* commands({ features, settings }: Manifest): Iterable<string> {
  const all = features?.slash_commands ?? [];
  if (all.length > 50) yield "slash_commands has at most 50 items";
  const names = new Set(all.map(({ command }) => command));
  if (names.size < all.length) yield "slash_commands names one twice";
  for (const { command, description, usage_hint: hint = "", url } of all) {
    if (!/^\/[^\s/]{1,31}$/u.test(command)) yield `${command}: a command is "/" and up to 31 characters without spaces`;
    if (command !== command.toLowerCase()) yield `${command}: a command is in lower case`;
    if (description.length === 0 || description.length > 2_000)
      yield `${command}: description has 1 to 2000 characters`;
    if (hint.length > 1_000) yield `${command}: usage_hint has at most 1000 characters`;
    if (settings?.socket_mode_enabled !== true && url === undefined)
      yield `${command}: url is missing without Socket Mode`;
  }
}

function* access({ oauth_config: oauth, settings, features }: Manifest): Iterable<string> {
  const bot = oauth?.scopes?.bot ?? [];
  for (const scope of bot) if (!SCOPES.has(scope)) yield `"${scope}" is no bot scope`;
  if (new Set(bot).size < bot.length) yield "a scope is named twice";
  const wantsCommands = objectsOf(features?.slash_commands).length > 0;
  if (wantsCommands && !bot.includes("commands")) yield 'slash_commands need the scope "commands"';
  for (const url of oauth?.redirect_urls ?? []) if (!URL.canParse(url)) yield `${url} is no redirect URL`;
  const { interactivity, event_subscriptions: events, socket_mode_enabled: sockets } = settings ?? {};
  if (sockets === true) return;
  if (interactivity?.is_enabled && !interactivity.request_url) yield "interactivity.request_url is missing";
  if (events?.bot_events?.length && !events.request_url) yield "event_subscriptions.request_url is missing";
}
