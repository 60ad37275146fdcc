// The app itself: its secrets, and what its manifest says.
import { randomBytes } from "node:crypto";
import { checkManifest } from "../rules/manifest-rules.ts";
import type { Manifest, ManifestCommand } from "./manifest.ts";

/** What a bot needs that takes commands, posts and edits messages, and reads and uploads files. */
const DEFAULT_SCOPES = [
  "commands",
  "chat:write",
  "chat:write.public",
  "channels:join",
  "files:write",
  "files:read",
  "users:read",
  "im:write",
];

export interface AppSpec {
  readonly manifest?: Manifest | undefined;
  readonly commands?: readonly string[] | undefined;
  readonly scopes?: readonly string[] | undefined;
}

export class AppStore {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret = randomBytes(16).toString("hex");
  readonly signingSecret = randomBytes(16).toString("hex");
  /** Deprecated by Slack, and still in every payload. */
  readonly verificationToken = randomBytes(12).toString("hex");
  #manifest: Manifest;

  constructor(id: string, { manifest, commands = [], scopes = DEFAULT_SCOPES }: AppSpec) {
    this.id = id;
    this.clientId = `${Date.now()}.${randomBytes(6).readUIntBE(0, 6)}`;
    if (manifest) checkManifest(manifest);
    this.#manifest = manifest ?? plainManifest(commands, scopes);
  }

  get name(): string {
    return this.#manifest.features?.bot_user?.display_name ?? this.#manifest.display_information.name;
  }

  get manifest(): Manifest {
    return this.#manifest;
  }

  get scopes(): readonly string[] {
    return this.#manifest.oauth_config?.scopes?.bot ?? [];
  }

  get isInteractive(): boolean {
    return this.#manifest.settings?.interactivity?.is_enabled ?? false;
  }

  setManifest(manifest: Manifest): void {
    checkManifest(manifest);
    this.#manifest = manifest;
  }

  command(name: string): ManifestCommand | undefined {
    return this.#manifest.features?.slash_commands?.find(({ command }) => command === name);
  }

  hears(event: string): boolean {
    return this.#manifest.settings?.event_subscriptions?.bot_events?.includes(event) ?? false;
  }

  /** A redirect may go to any address that begins with one of the manifest's. */
  allowsRedirect(uri: string): boolean {
    const urls = this.#manifest.oauth_config?.redirect_urls ?? [];
    return urls.length === 0 || urls.some((url) => uri.startsWith(url));
  }
}

function plainManifest(commands: readonly string[], scopes: readonly string[]): Manifest {
  return {
    display_information: { name: "Atelier" },
    features: { slash_commands: commands.map((command) => ({ command, description: command })) },
    oauth_config: { scopes: { bot: scopes } },
    settings: {
      interactivity: { is_enabled: true },
      event_subscriptions: { bot_events: ["app_uninstalled", "tokens_revoked"] },
      org_deploy_enabled: true,
      socket_mode_enabled: true,
    },
  };
}
