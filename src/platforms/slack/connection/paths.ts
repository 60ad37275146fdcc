/** Where Slack and people's browsers find the bot, below PUBLIC_URL. */
export const PATHS = {
  all: "/slack",
  /** Commands, presses, forms and events. */
  events: "/slack/events",
  /** Leads to Slack's page that asks whether the bot may come in. */
  install: "/slack/install",
  /** Where that page leads. */
  installed: "/slack/oauth_redirect",
} as const;
