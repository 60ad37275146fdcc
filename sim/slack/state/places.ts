// The places and people of the fake Slack, as plain data.

/** What a bot token was granted. An org-wide one serves every workspace of its enterprise. */
export interface Installation {
  /** "xoxb-…". */
  readonly botToken: string;
  /** The bot as a user, "U…", and as an integration, "B…". */
  readonly botUserId: string;
  readonly botId: string;
  readonly scopes: readonly string[];
  readonly installedBy: string;
  readonly orgWide: boolean;
}

export interface Enterprise {
  /** "E…". */
  readonly id: string;
  readonly name: string;
}

export interface Workspace {
  /** "T…". */
  readonly id: string;
  readonly name: string;
  /** "https://DOMAIN.slack.com". */
  readonly domain: string;
  readonly enterpriseId: string | undefined;
  /** Undefined: the app is not installed here. */
  readonly installation: Installation | undefined;
  readonly policy: UploadPolicy;
  /** A larger file is "file_upload_size_restricted". */
  readonly maxFileBytes: number;
}

/** What an admin forbids about files: the error that answers it. */
type UploadPolicy =
  | "allowed"
  | "file_uploads_disabled"
  | "file_uploads_except_images_disabled"
  | "file_type_not_allowed"
  | "file_upload_size_restricted"
  | "storage_limit_reached";

export interface WorkspaceSpec {
  readonly name: string;
  /** Default: the name in lower case. */
  readonly domain?: string;
  readonly enterprise?: Enterprise;
  /** Default true: installed at once, with a token and without OAuth. */
  readonly installed?: boolean;
  /** Of the token. Default: those of the manifest. */
  readonly scopes?: readonly string[];
  /** Default "allowed". */
  readonly policy?: UploadPolicy;
  /** Default: a gigabyte. */
  readonly maxFileBytes?: number;
}

export type ChannelKind = "public" | "private" | "im" | "mpim";

export interface Channel {
  /** "C…", or "D…" for a direct message. */
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly isArchived: boolean;
  /** User ids; the bot's is among them when it is a member. */
  readonly members: readonly string[];
}

export interface ChannelSpec {
  readonly name: string;
  /** Default "public". */
  readonly kind?: "public" | "private";
  /** Default: everybody of the workspace for a public channel, nobody for a private one. */
  readonly members?: readonly { readonly id: string }[];
  /** Default: true where the app is installed. */
  readonly botIsMember?: boolean;
  readonly isArchived?: boolean;
}

export interface Member {
  /** "U…". */
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly isAdmin: boolean;
  readonly isOwner: boolean;
  readonly isPrimaryOwner: boolean;
  /** A guest; with `isUltraRestricted` one of a single channel. */
  readonly isRestricted: boolean;
  readonly isUltraRestricted: boolean;
  /** From another organisation, over a shared channel. */
  readonly isStranger: boolean;
  /** Deactivated. */
  readonly deleted: boolean;
  /** Admin or owner of the enterprise, not of the workspace. */
  readonly isEnterpriseAdmin: boolean;
  /** As Slack names it: "Europe/Amsterdam". */
  readonly timeZone: string;
}

/** Every flag defaults to false. */
export type MemberSpec = Pick<Member, "name"> & Partial<Omit<Member, "id" | "workspaceId" | "name">>;
