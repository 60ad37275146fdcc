// What a person did, in terms that both platforms share. Platforms make these; handlers and pipeline read them.

export type PlatformName = "discord" | "slack";

export type MediaKind = "image" | "video" | "audio";

/** A file that a person attached. The bytes stay where the platform keeps them. */
export interface Attachment {
  readonly kind: "attachment";
  readonly name: string;
  readonly url: string;
  /** Private: only the bot can read `url`, with its platform's token. Give that URL to nobody else. */
  readonly access: "open" | "private";
  /** As the platform sniffed it, such as `image/png`; null when it did not say. */
  readonly contentType: string | null;
  readonly bytes: number;
  /** Null where the platform does not measure it. */
  readonly width: number | null;
  readonly height: number | null;
  readonly seconds: number | null;
  /** When `url` stops working, in milliseconds since the epoch; null when it does not expire. */
  readonly expiresAt: number | null;
}

/** A member, role or channel that somebody chose from a list. */
export interface Mention {
  readonly kind: "mention";
  readonly of: "member" | "role" | "channel";
  readonly id: string;
  /** The ID itself if the platform knows no name. */
  readonly name: string;
  /** False: it was never here, or has left. */
  readonly known: boolean;
  /** Permissions that the bot lacks in that channel, as settings name them; null if the platform did not say. */
  readonly lacks: readonly string[] | null;
}

export type OptionValue = string | number | boolean | Attachment | Mention;

/** Values by option name, as typed. An option that was not typed is absent. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** Who did something, where and when. */
export interface Origin {
  readonly platform: PlatformName;
  /** Unique within a platform; it becomes the Idempotency-Key (P2). */
  readonly interactionId: string;
  readonly guildId: string;
  readonly channelId: string;
  /** The channel of a thread, whose rules and budgets hold in the thread too; absent: this is no thread. */
  readonly parentChannelId?: string;
  /** As the platform shows it; null if it does not say. */
  readonly channelName: string | null;
  readonly userId: string;
  /** The name that other members see. */
  readonly userName: string | null;
  readonly roleIds: readonly string[];
  /** May manage the guild. Read from the interaction itself: hiding a menu protects nothing. */
  readonly isAdmin: boolean;
  /** BCP 47, as the platform gives it. */
  readonly locale: string;
  /** When the person did it, in milliseconds since the epoch. */
  readonly at: number;
}

/** A command that somebody ran, typed or sent from a form. */
export interface Invocation extends Origin {
  /** With its subcommand: `budget set`. */
  readonly command: string;
  readonly values: OptionValues;
}

/** The buttons a card can carry. */
export type CardAction = "cancel" | "again" | "edit";

/** The buttons of a question. */
export type QuestionAction = "run" | "decline";

/** What a button is about: a run (on its card, in the question whether to start it, in a list of runs), or a page of a list. */
export type PressTarget =
  | { readonly action: CardAction | QuestionAction | "bring"; readonly generationId: string }
  | { readonly action: "list"; readonly page: string };

export type Press = Origin & PressTarget;

/** A press on a button of one run. */
export type RunPress = Extract<Press, { readonly generationId: string }>;

/** A press that turns to a page of a list. */
export type PagePress = Extract<Press, { readonly page: string }>;
