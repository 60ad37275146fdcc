// What leads the bot to the simulators: the variables that an operator sets, and nothing else.

interface DiscordAccess {
  readonly token: string;
  readonly apiUrl: string;
}

interface MindVideoAccess {
  readonly apiKey: string;
  readonly apiUrl: string;
}

interface SlackAccess {
  readonly appToken: string;
  readonly botToken: string;
  readonly apiUrl: string;
}

export interface Access {
  readonly discord?: DiscordAccess;
  readonly slack?: SlackAccess;
  readonly mindvideo: MindVideoAccess;
  readonly dataDir: string;
  /** Where the bot is reached: what people upload on Slack is lent to MindVideo from there. */
  readonly port?: number;
}

/** By the names of `.env.example`. */
export type Environment = Readonly<Record<string, string>>;

/** The simulators' media come from this machine over plain http, which the bot fetches only where it is told so. */
export const botEnvironment = ({ discord, slack, mindvideo, dataDir, port }: Access): Environment => ({
  ...(discord && { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl }),
  ...(slack && {
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
  }),
  MINDVIDEO_API_KEY: mindvideo.apiKey,
  MINDVIDEO_API_URL: mindvideo.apiUrl,
  MEDIA_ALLOWED_HOSTS: new URL(mindvideo.apiUrl).host,
  DATA_DIR: dataDir,
  ...(port !== undefined && { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` }),
});
