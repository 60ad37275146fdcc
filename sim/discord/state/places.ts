// The places and people of the fake Discord, as plain data. Permission sets are decimal strings, as the API writes them.

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** What interactions here advertise as `attachment_size_limit`. */
  readonly uploadLimitBytes: number;
  /** What an upload is really held to; past it 413 with code 40005. Undefined: what is advertised. */
  readonly realUploadLimitBytes: number | undefined;
  /** False: the application was authorised without the `bot` scope, so every bot-token route answers 50001. */
  readonly botIsMember: boolean;
  readonly locale: string;
}

export interface GuildSpec {
  readonly name: string;
  /** Default 10 MiB. */
  readonly uploadLimitBytes?: number;
  /** Default: what is advertised. */
  readonly realUploadLimitBytes?: number;
  /** Default true. */
  readonly botIsMember?: boolean;
  /** Default "en-US". */
  readonly locale?: string;
}

export interface Channel {
  readonly id: string;
  readonly guildId: string;
  readonly name: string;
  /** What the bot may do here: `app_permissions`, and what the bot-token routes check. */
  readonly botMay: string;
  readonly nsfw: boolean;
  /** The channel that this thread is in; null: it is no thread. */
  readonly parentId: string | null;
}

export interface ChannelSpec {
  /** Makes it a thread of that channel. */
  readonly parentId?: string;
  readonly name: string;
  /** Default: see, send, embed, attach, read history. */
  readonly botMay?: bigint;
  readonly nsfw?: boolean;
}

export interface Role {
  readonly id: string;
  readonly guildId: string;
  readonly name: string;
  readonly permissions: string;
}

export interface Member {
  readonly id: string;
  readonly guildId: string;
  readonly name: string;
  /** Role ids. */
  readonly roles: readonly string[];
  /** All that the member may do, the roles' permissions included. */
  readonly permissions: string;
  readonly locale: string;
}

export interface MemberSpec {
  readonly name: string;
  /** Default: what an ordinary member may do. Replaces that default; roles add to it. */
  readonly permissions?: bigint;
  readonly roles?: readonly Role[];
  /** The language of the person's client. Default "en-US". */
  readonly locale?: string;
}
