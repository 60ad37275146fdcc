/** The parts of an app's manifest that the simulator acts on: https://docs.slack.dev/reference/app-manifest */
export interface Manifest {
  readonly display_information: { readonly name: string };
  readonly features?: {
    readonly bot_user?: { readonly display_name: string };
    readonly app_home?: { readonly home_tab_enabled?: boolean };
    readonly slash_commands?: readonly ManifestCommand[];
  };
  readonly oauth_config?: {
    readonly redirect_urls?: readonly string[];
    readonly scopes?: { readonly bot?: readonly string[] };
  };
  readonly settings?: {
    readonly interactivity?: { readonly is_enabled: boolean; readonly request_url?: string };
    readonly event_subscriptions?: { readonly bot_events?: readonly string[]; readonly request_url?: string };
    readonly org_deploy_enabled?: boolean;
    readonly socket_mode_enabled?: boolean;
    readonly token_rotation_enabled?: boolean;
  };
}

export interface ManifestCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint?: string;
  readonly url?: string;
  readonly should_escape?: boolean;
}
