import type { CommandSpec } from "../../../domain/messages/option.ts";
import { supportedCommands } from "../supported-commands.ts";
import { PATHS } from "./paths.ts";
import { SCOPES } from "./scopes.ts";

interface ManifestParts {
  readonly commands: readonly CommandSpec[];
  /** Before the name of each command: `mv-`. */
  readonly prefix: string;
  /** Null: over Socket Mode, for one workspace. */
  readonly publicUrl: string | null;
}

/** What Slack is told when the app is made: https://docs.slack.dev/reference/app-manifest */
export function manifestOf({ commands, prefix, publicUrl }: ManifestParts) {
  const at = (path: string): string | null => (publicUrl === null ? null : publicUrl + path);
  const events = at(PATHS.events);
  const installed = at(PATHS.installed);
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: "Atelier",
      description: "Pictures and clips by MindVideo's models, checked, budgeted, and delivered where you asked.",
    },
    features: {
      // Where results go that cannot stand in the channel; commands can be typed there too.
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "Atelier", always_online: true },
      slash_commands: supportedCommands(commands).map((spec) => ({
        command: `/${prefix}${spec.name}`,
        description: spec.description,
        ...hintOf(spec),
        // A prompt stays as it was typed. Where members and channels are named, their names alone would not do.
        should_escape: spec.answer === "page",
        ...(events === null ? {} : { url: events }),
      })),
    },
    oauth_config: {
      ...(installed === null ? {} : { redirect_urls: [installed] }),
      scopes: { bot: [...SCOPES] },
    },
    settings: {
      interactivity: {
        is_enabled: true,
        ...(events === null ? {} : { request_url: events, message_menu_options_url: events }),
      },
      event_subscriptions: {
        bot_events: ["app_uninstalled", "tokens_revoked"],
        ...(events === null ? {} : { request_url: events }),
      },
      org_deploy_enabled: publicUrl !== null,
      socket_mode_enabled: publicUrl === null,
      token_rotation_enabled: false,
    },
  };
}

/** What Slack shows behind the command while it is typed: at most 1,000 characters, of which a few dozen are seen. */
function hintOf({ answer, subcommands }: CommandSpec): { readonly usage_hint?: string } {
  if (answer === "card") return { usage_hint: "[what to make] [--option value]" };
  if (subcommands === undefined) return {};
  return { usage_hint: `[${subcommands.map(({ name }) => name).join(" | ")}]` };
}
