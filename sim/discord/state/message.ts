import type { APIMessageTopLevelComponent } from "discord-api-types/v10";

/** Whom a text would have pinged, after `allowed_mentions` or its default. Text inside code counts too. */
export interface Mentioned {
  readonly everyone: boolean;
  /** User ids. */
  readonly users: readonly string[];
  /** Role ids. */
  readonly roles: readonly string[];
}

export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly description: string | undefined;
  readonly spoiler: boolean;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** Signed when the message took its present form; see cdn.ts for how long it lives. */
  readonly url: string;
  /** With Components V2 a file that no component refers to is kept but not shown. */
  readonly shown: boolean;
  /** It stands inside a component; answers of the API leave it out of `attachments` then. */
  readonly placed: boolean;
}

/** What an edit can change. */
export interface MessageState {
  readonly flags: number;
  readonly content: string;
  /** As the bot sent them. */
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly attachments: readonly Attachment[];
  readonly mentioned: Mentioned;
  /** As sent; undefined: left to Discord's default for the route. */
  readonly allowedMentions: unknown;
}

export interface Revision extends MessageState {
  readonly at: number;
}

/** Stays the same object while the message changes. */
export interface Message extends MessageState {
  readonly id: string;
  readonly channelId: string;
  readonly guildId: string;
  readonly author: { readonly id: string; readonly name: string; readonly bot: boolean };
  readonly origin: "response" | "follow-up" | "channel" | "person";
  readonly createdAt: number;
  readonly editedAt: number | undefined;
  /** The interaction that it answers. */
  readonly interactionId: string | undefined;
  readonly ephemeral: boolean;
  /** The only user who sees it, when it is ephemeral. */
  readonly visibleTo: string | undefined;
  /** The message it replies to. */
  readonly replyTo: string | undefined;
  /** Every state it was in, the first and the present one included. */
  readonly revisions: readonly Revision[];
  readonly deleted: boolean;
}
