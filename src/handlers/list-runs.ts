import { mayManage } from "../budget/may-manage.ts";
import { UserError } from "../domain/errors/errors.ts";
import type { Generation } from "../domain/generation.ts";
import type { Invocation, Origin, PagePress } from "../domain/messages/invocation.ts";
import type { ListedRun, RunResult, RunsList, RunsOf } from "../domain/messages/runs-list.ts";
import { linkExpiresAt } from "../media/link-lifetime.ts";
import { cardOf } from "../pipeline/card-of.ts";
import type { Parts } from "../pipeline/parts.ts";

export type ListParts = Pick<Parts, "catalog" | "clock" | "durations" | "log" | "store">;

/** As many as have a button each in one row. */
const RUNS_A_PAGE = 5;

/** `/jobs`: the newest runs of whoever asks, or of others for budget managers. @throws UserError `jobs.…` */
export async function listRuns(parts: ListParts, invocation: Invocation): Promise<RunsList> {
  return await read(parts, invocation, { of: whoseRuns(invocation), before: null });
}

/** Another page. What it is of travels with the button, so whether one may see it is asked again. @throws UserError `jobs.not_yours` */
export async function turnPage(parts: ListParts, press: PagePress): Promise<RunsList> {
  return await read(parts, press, readPage(press.page));
}

function whoseRuns({ userId, values: { member, everyone } }: Invocation): RunsOf {
  const named = typeof member === "object" && member.kind === "mention" ? member : null;
  if (named !== null && everyone === true) throw new UserError("jobs.two_of");
  if (everyone === true) return { kind: "guild" };
  if (named === null || named.id === userId) return { kind: "own" };
  return { kind: "member", userId: named.id };
}

interface PageOf {
  readonly of: RunsOf;
  readonly before: Pick<Generation, "createdAt" | "id"> | null;
}

async function read(parts: ListParts, origin: Origin, { of, before }: PageOf): Promise<RunsList> {
  const { log, store } = parts;
  const { platform, guildId, userId } = origin;
  if (of.kind !== "own" && !mayManage(await store.rules(platform, guildId), origin)) {
    log.warn({ platform, guildId, userId }, "runs of others refused");
    throw new UserError("jobs.not_yours");
  }
  const whose = of.kind === "own" ? userId : of.kind === "member" ? of.userId : null;
  // One more tells whether there is another page.
  const found = await store.recent({ platform, guildId, userId: whose, before, limit: RUNS_A_PAGE + 1 });
  const shown = found.slice(0, RUNS_A_PAGE);
  const last = found.length > RUNS_A_PAGE ? (shown.at(-1) ?? null) : null;
  return {
    of,
    runs: shown.map((generation) => listed(generation, parts)),
    older: last === null ? null : writePage({ of, before: last }),
    newest: before === null ? null : writePage({ of, before: null }),
  };
}

function listed(generation: Generation, parts: ListParts): ListedRun {
  const { guildId, channelId, messageId } = generation.reply;
  return {
    card: cardOf(generation, parts),
    place: messageId === null ? null : { guildId, channelId, messageId },
    result: resultOf(generation, parts.clock.now()),
  };
}

export function resultOf(generation: Generation, now: number): RunResult {
  const { createdAt, settledAt, state } = generation;
  if (!("outcome" in state)) return "coming";
  if (state.outcome.kind === "lost" && state.kind !== "settled" && state.outcome.resolved !== true) return "lost";
  if (state.outcome.kind !== "made") return "none";
  if (state.kind === "settled") return "coming";
  const endedAt = settledAt ?? createdAt;
  if (state.outcome.media.every(({ url }) => linkExpiresAt(url, endedAt) <= now)) return "expired";
  return state.kind === "undeliverable" ? "undelivered" : "there";
}

const ALL = "all";
const OWN = "own";

/** `own`, `all` or a member's ID; then the run before which the page begins. */
function writePage({ of, before }: PageOf): string {
  const whose = of.kind === "own" ? OWN : of.kind === "guild" ? ALL : of.userId;
  return before === null ? whose : `${whose}.${before.createdAt}.${before.id}`;
}

/** What cannot be read is the newest page of one's own. */
function readPage(text: string): PageOf {
  const [, whose = OWN, createdAt = "", id = ""] = /^([^.]*)(?:\.(\d{1,15})\.(.+))?$/s.exec(text) ?? [];
  const of: RunsOf =
    whose === OWN ? { kind: "own" } : whose === ALL ? { kind: "guild" } : { kind: "member", userId: whose };
  return { of, before: id === "" ? null : { createdAt: Number(createdAt), id } };
}
