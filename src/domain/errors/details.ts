// Every error code, with the data it carries for its sentence and the log. Throwing a code that is not listed breaks the
// build, and so does a listed one that people can meet but wording/ has no words for.

import type { CapScope, BudgetScope, Period } from "../money/budget.ts";
import type { AmountFault, Micros } from "../money/money.ts";
import type { Problem } from "../messages/problem.ts";

/** Nothing but the code. */
export type None = Readonly<Record<string, never>>;

/** What the API answered; `apiCode` is its own error code, null if it sent none. */
interface ApiAnswer {
  readonly status?: number;
  readonly apiCode?: string | null;
}

/** A chat platform's answer, or the network's error. Holds nothing of what was sent. */
export interface ReplyAnswer {
  readonly status?: number;
  readonly apiCode?: string | number;
  readonly method?: string;
  /** Fields that the platform rejected. */
  readonly invalid?: readonly string[];
  /** The network's code, such as `ECONNREFUSED`. */
  readonly network?: string;
  /** A scope that the token lacks. */
  readonly needed?: string;
  /** The answer came from something on the way, such as a proxy, not from the platform. */
  readonly garbled?: true;
}

interface FileAnswer {
  readonly why?: string;
  readonly host?: string;
  readonly status?: number;
}

interface UserDetails {
  "budget.admins_name": None;
  "budget.amount": { readonly got: string; readonly why: AmountFault };
  "budget.cannot_post": { readonly channelId: string; readonly permissions: readonly string[] };
  "budget.full": {
    readonly scope: BudgetScope;
    readonly period: Period;
    readonly cap: Micros;
    readonly held: Micros;
    readonly spent: Micros;
    readonly upTo: Micros;
    /** Milliseconds since the epoch; null: never. */
    readonly resetsAt: number | null;
  };
  "budget.gone": { readonly of: "member" | "role" | "channel" };
  "budget.last_on_list": { readonly of: "role" | "channel" };
  "budget.model": { readonly got: string; readonly nearest: string | null; readonly slugs: readonly string[] };
  "budget.no_cap": None;
  "budget.no_list": { readonly of: "role" | "channel"; readonly id: string; readonly ids: readonly string[] };
  "budget.no_manager": { readonly ids: readonly string[] };
  "budget.no_roles": None;
  "budget.not_allowed": None;
  "budget.one_scope": { readonly scopes: readonly CapScope["kind"][] };
  "budget.zone": { readonly got: string; readonly nearest: string | null };
  "command.off": { readonly command: string };
  "file.gone": FileAnswer;
  "file.not_lendable": { readonly options: readonly string[]; readonly tooLarge: boolean };
  "file.unreadable": FileAnswer;
  "form.late": None;
  "generation.not_yours": { readonly of: "question" | "run" };
  "generation.too_late_to_cancel": None;
  "generation.unknown": None;
  /** `reason`: the API's own words. They may quote the prompt: show them to the person, never log them. */
  "generator.refused": ApiAnswer & { readonly reason: string | null };
  /** `limit`: how many may go on at once, of this person or in this guild. */
  "guild.busy": { readonly of: "member" | "guild"; readonly limit: number };
  "guild.missing_permission": { readonly permissions: readonly string[] };
  "guild.not_allowed": None;
  "guild.not_installed": None;
  "guild.other_channel": { readonly channelIds: readonly string[] };
  "guild.other_role": { readonly roleIds: readonly string[] };
  "guild.paused": None;
  "jobs.not_yours": None;
  "jobs.two_of": None;
  "model.off": { readonly model: string };
  "press.expired": { readonly of: "question" | "form" };
  /** `formOf`: the command whose form takes the file that is missing. */
  "request.invalid": { readonly problems: readonly Problem[]; readonly formOf?: string };
  "result.coming": None;
  "result.expired": None;
  "result.none": None;
  "result.unknown": None;
  "run.pressed_twice": None;
  "usage.choice": { readonly option: string; readonly allowed: readonly string[] };
  "usage.crossed": None;
  "usage.date": { readonly option: string; readonly got: string };
  "usage.nobody": { readonly got: string };
  "usage.not_yours": None;
  "usage.two_times": None;
}

interface RetryableDetails {
  "database.away": None;
  "discord.unreachable": ReplyAnswer;
  "file.unreachable": FileAnswer;
  "generator.busy": ApiAnswer;
  /** 409: the key is known, with other input or because its first request is still in work. */
  "generator.conflict": ApiAnswer;
  "generator.garbled": { readonly where: string };
  /** No byte of the request has left this machine. */
  "generator.not_sent": { readonly reason: string };
  "generator.unknown_status": { readonly status: string };
  "generator.unreachable": { readonly reason: string };
  "media.unreachable": { readonly reason?: string; readonly status?: number };
  "reply.busy": ReplyAnswer;
  "reply.unauthorized": ReplyAnswer;
  "slack.no_hello": None;
  "slack.unreachable": ReplyAnswer;
}

interface TerminalDetails {
  "catalog.broken": {
    /** The file that cannot be used, or the model it is about; absent or null where several disagree. */
    readonly file?: string | null;
    readonly model?: string | null;
    readonly faults: readonly string[];
  };
  "command.too_large": { readonly command: string; readonly options: number; readonly chars: number };
  "command.unknown": { readonly command?: string; readonly subcommand?: string };
  "config.invalid": { readonly problems: readonly string[] };
  "discord.closed": { readonly closeCode: number };
  "discord.unauthorized": None;
  "discord.unknown_guild": { readonly guildId: string };
  "file.platform_off": None;
  "form.refused": ReplyAnswer;
  "generator.gone": ApiAnswer;
  "generator.model_gone": ApiAnswer;
  "generator.no_credit": ApiAnswer;
  "generator.rejected": ApiAnswer;
  "generator.unauthorized": ApiAnswer;
  /** Our own client refuses to send it, such as a key that no header can carry. */
  "generator.unsendable": None;
  "guild.not_installed": None;
  internal: { readonly why?: string };
  "media.gone": { readonly status: number };
  "media.not_media": None;
  "media.refused": { readonly host: string | null; readonly reason: string };
  "media.too_large": { readonly maxBytes?: number; readonly reason?: string };
  "model.unknown": { readonly model: string };
  "reply.answered_before": ReplyAnswer;
  "reply.expired": ReplyAnswer;
  "reply.forbidden": ReplyAnswer;
  "reply.gone": ReplyAnswer;
  "reply.no_channel": ReplyAnswer;
  "reply.no_file": ReplyAnswer;
  "reply.no_history": ReplyAnswer;
  "reply.no_uploads": ReplyAnswer;
  "reply.not_member": ReplyAnswer;
  "reply.nowhere": ReplyAnswer;
  "reply.rejected": ReplyAnswer;
  "reply.text_blocked": ReplyAnswer;
  "reply.too_large": ReplyAnswer;
  "reply.too_late": ReplyAnswer;
  "reply.unacknowledged": ReplyAnswer;
  "reply.unreachable": ReplyAnswer;
  "slack.unauthorized": { readonly variables: readonly string[] };
  "store.corrupt": { readonly generationId: string; readonly state: string };
  "store.newer": None;
  "transfer.refused": { readonly why: string };
  "usage.chart": None;
}

/** Codes of a `UserError`. Each needs words in `wording/refusals/`. */
export type UserCode = keyof UserDetails;
export type RetryableCode = keyof RetryableDetails;
export type TerminalCode = keyof TerminalDetails;
export type Details = UserDetails & RetryableDetails & TerminalDetails;
export type Code = keyof Details;
