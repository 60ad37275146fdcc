import { sayChart } from "../wording/chart.ts";
import { within } from "../domain/time/within.ts";
import { withDefault } from "../budget/claims.ts";
import { mayManage } from "../budget/may-manage.ts";
import type { GuildRules } from "../domain/money/budget.ts";
import { UserError } from "../domain/errors/errors.ts";
import type { Invocation } from "../domain/messages/invocation.ts";
import type { UsageReport, UsagePage } from "../domain/money/usage.ts";
import { readQuery } from "../usage/read-query.ts";
import type { UsageRequest } from "../usage/read-query.ts";
import { calendarOf } from "../usage/bars.ts";
import { sumLedger } from "../usage/sum-ledger.ts";
import { reportOf, seriesOf, userIdOf } from "../usage/report.ts";
import { timeSpanOf } from "../usage/time-span.ts";
import { createTable, fileName } from "../usage/table.ts";
import type { NamesOf, Table } from "../usage/table.ts";
import { nameOf } from "./names.ts";
import type { Parts } from "../pipeline/parts.ts";

export type UsageParts = Pick<Parts, "catalog" | "chartThread" | "clock" | "log" | "policy" | "store">;

// Both platforms give 3 s for an answer: what is not ready by then is left out of it, and it says so.

/** From then on runs are only summed up, which is three times as fast. */
const ONE_BY_ONE_MS = 1_200;
const CHART_MS = 2_000;
/** Few spreadsheets like more lines than that. */
const MOST_LINES = 100_000;

/**
 * `/usage`: the ledger's sums, a chart of them and every run. Whose one may see is read from the interaction itself.
 * @throws UserError `usage.…`
 */
export async function reportUsage(parts: UsageParts, invocation: Invocation): Promise<UsagePage> {
  const startedAt = parts.clock.elapsed();
  const rules = await parts.store.rules(invocation.platform, invocation.guildId);
  const query = readFor(parts, { ...invocation, isAdmin: mayManage(rules, invocation) });
  const { report, table } = await read(parts, invocation, { query, rules });
  if (report.runs === 0) return { report, picture: null, table: null };
  const name = fileName(report);
  const [picture, file] = await Promise.all([
    report.spent > 0 ? drawn(parts, report, CHART_MS - (parts.clock.elapsed() - startedAt)) : null,
    table.file(name),
  ]);
  return {
    report,
    picture: picture === null ? null : { name: `${name}.png`, contentType: "image/png", bytes: picture },
    table: { ...file, runs: table.runs },
  };
}

function readFor({ log }: UsageParts, invocation: Invocation): UsageRequest {
  try {
    return readQuery(invocation);
  } catch (error) {
    const { platform, guildId, userId } = invocation;
    if (error instanceof UserError && error.code === "usage.not_yours") {
      log.warn({ platform, guildId, userId }, "usage of others refused");
    }
    throw error;
  }
}

interface Reading {
  readonly report: UsageReport;
  readonly table: Table;
}

interface Question {
  readonly query: UsageRequest;
  readonly rules: GuildRules;
}

async function read(parts: UsageParts, invocation: Invocation, { query, rules }: Question): Promise<Reading> {
  const { catalog, clock, policy, store } = parts;
  const { platform, guildId } = invocation;
  const now = clock.now();
  const startedAt = clock.elapsed();
  const { caps, timeZone } = rules;
  const span = timeSpanOf(query.stretch, { now, timeZone, firstRunAt: await store.firstRunAt(platform, guildId) });
  const calendar = calendarOf(span, timeZone);
  const namesOf = namesIn(parts, invocation);
  const table = createTable(timeZone, namesOf);
  const of = seriesOf(query.by);
  const whose = { platform, guildId, userId: userIdOf(query.whose) };
  const wants = (): boolean => table.runs < MOST_LINES && clock.elapsed() - startedAt < ONE_BY_ONE_MS;
  const sums = await sumLedger({ ledger: store, whose, of, wants, take: table.prepend }, calendar);
  const keys = new Set(sums.map(({ key }) => key));
  const names = of === "model" ? new Map([...keys].map((slug) => [slug, catalog.title(slug)])) : await namesOf(keys);
  return {
    report: reportOf(query, { ...span, timeZone, calendar, sums, names, caps: withDefault(caps, policy) }),
    table,
  };
}

/** Of members and channels as they were last seen; each is looked up once. */
function namesIn({ store }: UsageParts, { platform, guildId }: Invocation): NamesOf {
  const known = new Map<string, string | null>();
  return async (ids) => {
    const found = new Map<string, string>();
    for (const id of ids) {
      const name = known.has(id) ? known.get(id) : await nameOf(store.keyValue, { platform, guildId, id });
      known.set(id, name ?? null);
      if (typeof name === "string") found.set(id, name);
    }
    return found;
  };
}

/** Null where it takes too long or cannot be drawn: figures without a chart are better than none. */
async function drawn(
  { chartThread, clock, log }: UsageParts,
  report: UsageReport,
  ms: number,
): Promise<Uint8Array | null> {
  const chart = chartThread.draw(sayChart(report)).catch((err: unknown) => {
    log.error({ err }, "chart not drawn");
    return null;
  });
  return await within(clock, Math.max(0, ms), chart);
}
