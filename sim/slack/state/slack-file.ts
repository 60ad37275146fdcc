export interface Share {
  readonly channelId: string;
  /** The message that shows the file. */
  readonly ts: string;
  readonly threadTs: string | undefined;
}

/** A file that Slack keeps. Stays the same object while it changes. */
export interface SlackFile {
  /** "F…". */
  readonly id: string;
  readonly workspaceId: string;
  /** Who uploaded it; the bot's user for what the app uploads. */
  readonly userId: string;
  readonly name: string;
  readonly title: string;
  readonly altText: string | undefined;
  /** "announced": an upload URL was given out. "uploaded": bytes came. "processing": completed. "ready": can be used. */
  readonly state: "announced" | "uploaded" | "processing" | "ready";
  /** What it will be once it is ready; until then the API answers "". */
  readonly mimetype: string;
  readonly filetype: string;
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly sha256: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly createdAt: number;
  /** Empty until it is ready. */
  readonly shares: readonly Share[];
  /** Wants the token of a workspace that may see it. */
  readonly urlPrivate: string;
  readonly urlPrivateDownload: string;
  readonly permalink: string;
}
