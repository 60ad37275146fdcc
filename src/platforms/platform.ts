import type { BudgetView } from "../domain/money/budget-view.ts";
import type { Card } from "../domain/messages/card.ts";
import type { BotError } from "../domain/errors/errors.ts";
import type { Invocation, Origin, PlatformName, Press } from "../domain/messages/invocation.ts";
import type { OptionValues } from "../domain/messages/invocation.ts";
import type { Choice, CommandSpec, ModelPage, Option, Typing, OptionLimits } from "../domain/messages/option.ts";
import type { Notice } from "../domain/messages/notice.ts";
import type { Closing, Question } from "../domain/messages/question.ts";
import type { ReplyRef } from "../domain/messages/reply.ts";
import type { RunsList } from "../domain/messages/runs-list.ts";
import type { UsagePage } from "../domain/money/usage.ts";
import type { MediaFile, OpenFile, Shrink } from "../domain/media.ts";

/** What a person gets back at once. Refusals are thrown as `UserError` and worded by the platform, privately. */
export type Answer =
  /** The reply is the card; what the platform learns of it goes to `Handlers.recordReply`. `closes`: the question it answers goes. */
  | { readonly kind: "card"; readonly card: Card; readonly closes?: ReplyRef }
  /** A result that is brought back: as a card, and the list that was pressed stays. */
  | { readonly kind: "brought"; readonly card: Card }
  /** Asked privately, or in place of the question that was pressed. */
  | { readonly kind: "question"; readonly question: Question }
  /** The question that was pressed says this instead, without its buttons. */
  | { readonly kind: "closed"; readonly closing: Closing }
  /** The card that was pressed changes in place. */
  | { readonly kind: "redraw"; readonly card: Card }
  | { readonly kind: "form"; readonly form: Form }
  | { readonly kind: "models"; readonly models: readonly ModelPage[] }
  | { readonly kind: "budget"; readonly view: BudgetView }
  | { readonly kind: "usage"; readonly page: UsagePage }
  /** In place where a list was pressed. */
  | { readonly kind: "runs"; readonly list: RunsList }
  | { readonly kind: "help"; readonly commands: readonly CommandSpec[] };

/** A form over all options of a command; sent in, it is an invocation like any other. */
export interface Form {
  readonly command: string;
  readonly options: readonly Option[];
  /** What is filled in already. */
  readonly values: OptionValues;
}

/** All that a platform asks of the bot. It answers from memory and one transaction, so well within the platform's 3 s. */
export interface Handlers {
  readonly commands: readonly CommandSpec[];
  /** `reply` is where the card will stand, with no message ID yet: it is in the row before the person is answered (P1). */
  invoke(invocation: Invocation, reply: ReplyRef): Promise<Answer>;
  press(press: Press, reply: ReplyRef): Promise<Answer>;
  /** The likeliest first. `origin`: whose guild it is about, and who is typing. */
  suggest(typing: Typing, origin: Origin): Promise<readonly Choice[]>;
  /**
   * The form of one model: the one in `values`, or else the command's default. From memory, so that it can be opened
   * before anything else is done. @throws UserError `command.off`: none of its models is on
   */
  form(command: string, values: OptionValues): Form;
  /** The form without the models a guild has switched off. It asks the database, so it is of no use before a form is open. */
  formsIn(guild: Pick<Origin, "platform" | "guildId">): Promise<Pick<Handlers, "form">>;
  /** Turns the text form of a form's options (`size: 16:9`, a line each) into values. @throws UserError `request.invalid` */
  readText(command: string, text: string): OptionValues;
  /** Records what was learned of a reply by answering: its message, which may stand in another channel than was asked. */
  recordReply(generationId: string, reply: ReplyRef): Promise<void>;
  /** What the card of a run shows by now; null: there is no such run. */
  shownRun(generationId: string): Promise<ShownRun | null>;
  /** Once started, the platform has turned the bot away for good: the process ends with it rather than stay deaf. */
  turnedAway(error: BotError): void;
}

export interface ShownRun {
  readonly card: Card;
  /** Where the row has it. */
  readonly reply: ReplyRef;
}

export interface Delivered {
  readonly reply: ReplyRef;
  /** How many files are attached; the others stand in the reply as links. */
  readonly attached: number;
}

/**
 * A chat platform. `show` and `deliver` replace what is there, so that a repeat looks like once (P4), and throw
 * `RetryableError` (`reply.busy`) or, when no message of any kind can reach the person, `TerminalError`
 * (`reply.unreachable`). When the old message is beyond reach they post a new one and return its reference (P6).
 */
export interface Platform extends AsyncDisposable {
  readonly platform: PlatformName;
  /** What a command's options may be here. */
  readonly optionLimits: OptionLimits;
  /**
   * Connects, publishes the commands if they changed, and hands what people do to `handlers`. Resolves as well when `signal`
   * aborts before that is done.
   */
  start(handlers: Handlers, signal: AbortSignal): Promise<void>;
  /** Instead of `start`, where others listen: learns what is needed to write. Absent: nothing is. */
  readonly enter?: (signal: AbortSignal) => Promise<void>;
  /** Whether what people do arrives here at this moment; only once it was started. Absent: nobody can tell. */
  readonly isConnected?: () => boolean;
  /**
   * So long after a command its card may still be on its way to be posted, in milliseconds; absent: a card that comes a
   * second time is not a second card.
   */
  readonly answerMs?: number;
  show(reply: ReplyRef, card: Card, signal: AbortSignal): Promise<ReplyRef>;
  deliver(delivery: Delivery, signal: AbortSignal): Promise<Delivered>;
  /** Posts a message of its own, which notifies nobody. @throws RetryableError, or TerminalError when it cannot be posted */
  notify(place: NoticePlace, notice: Notice, signal: AbortSignal): Promise<void>;
  /** Whether the bot is still in a guild: where it was taken out, nothing is begun any more. Absent: nobody tells. */
  readonly serves?: (guildId: string) => Promise<boolean>;
  /** Opens what a person uploaded where only the bot can read it; absent where everybody can who has the link. */
  readonly openFile?: OpenFile;
}

export interface NoticePlace {
  readonly guildId: string;
  readonly channelId: string;
}

/** So often, for some minutes, a file that the platform breaks on is tried again before its link goes out in its place. */
export const FAILURES_BEFORE_LINKS = 8;

export interface Delivery {
  readonly reply: ReplyRef;
  readonly card: Card;
  readonly files: readonly MediaFile[];
  readonly shrink: Shrink;
  /** How often it has failed before, in a row; absent: never. */
  readonly failures?: number;
  /** Called as soon as the platform has taken a further message, before the next is sent (P4). */
  readonly record: (reply: ReplyRef) => Promise<void>;
}
