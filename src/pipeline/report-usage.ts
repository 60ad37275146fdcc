import { withDefault } from "../budget/claims.ts";
import type { Clock } from "../domain/clock.ts";
import { UserError } from "../domain/errors.ts";
import type { Invocation } from "../domain/invocation.ts";
import type { UsageReport, UsageSheet } from "../domain/usage.ts";
import { readAsked } from "../usage/asked.ts";
import type { Asked } from "../usage/asked.ts";
import { calendarOf } from "../usage/bars.ts";
import type { Calendar } from "../usage/bars.ts";
import { gatherSums } from "../usage/gather.ts";
import { reportOf, seriesOf, userIdOf } from "../usage/report.ts";
import { spanOf } from "../usage/stretch.ts";
import { fileName, tableOf } from "../usage/table.ts";
import type { NamesOf } from "../usage/table.ts";
import { nameOf } from "./names.ts";
import type { Parts } from "./parts.ts";

export type UsageParts = Pick<Parts, "catalog" | "charts" | "clock" | "log" | "policy" | "store">;

/** Both platforms give 3 s for an answer; what is not ready by then is left out of it. */
const READY_WITHIN_MS = 1_800;

/**
 * `/usage`: the ledger's sums, a chart of them and every run. Whose one may see is read from the interaction itself.
 * @throws UserError `usage.…`
 */
export async function reportUsage(parts: UsageParts, invocation: Invocation): Promise<UsageSheet> {
  const { charts, clock, log, store } = parts;
  const startedAt = clock.now();
  const asked = readFor(parts, invocation);
  const { calendar, report } = await read(parts, invocation, asked);
  if (report.runs === 0) return { report, picture: null, table: null };
  const { platform, guildId } = invocation;
  const whose = { platform, guildId, userId: userIdOf(asked.whose) };
  const namesOf = namesIn(parts, invocation);
  const deadline = { clock, ms: READY_WITHIN_MS - (clock.now() - startedAt) };
  const failed = (part: string) => (err: unknown) => {
    log.error({ platform, guildId, part, err }, "usage incomplete");
    return null;
  };
  const [picture, table] = await Promise.all([
    within(deadline, async () => (report.spent > 0 ? await charts.draw(report).catch(failed("chart")) : null)),
    within(
      deadline,
      async (signal) =>
        await tableOf({ ledger: store, whose, calendar, report, namesOf }, signal).catch(failed("table")),
    ),
  ]);
  const name = `${fileName(report)}.png`;
  return { report, picture: picture === null ? null : { name, contentType: "image/png", bytes: picture }, table };
}

function readFor({ log }: UsageParts, invocation: Invocation): Asked {
  try {
    return readAsked(invocation);
  } catch (error) {
    const { platform, guildId, userId } = invocation;
    if (error instanceof UserError && error.code === "usage.not_yours") {
      log.warn({ platform, guildId, userId }, "usage of others refused");
    }
    throw error;
  }
}

async function read(
  parts: UsageParts,
  invocation: Invocation,
  asked: Asked,
): Promise<{ readonly calendar: Calendar; readonly report: UsageReport }> {
  const { catalog, clock, policy, store } = parts;
  const { platform, guildId } = invocation;
  const { caps, timeZone } = await store.rules(platform, guildId);
  const firstRunAt = await store.firstRunAt(platform, guildId);
  const span = spanOf(asked.stretch, { now: clock.now(), timeZone, firstRunAt });
  const calendar = calendarOf(span, timeZone);
  const whose = { platform, guildId, userId: userIdOf(asked.whose) };
  const sums = await gatherSums(store, { whose, of: seriesOf(asked.by) }, calendar);
  const keys = new Set(sums.map(({ key }) => key));
  const names =
    seriesOf(asked.by) === "model"
      ? new Map([...keys].map((slug) => [slug, catalog.title(slug)]))
      : await namesIn(parts, invocation)(keys);
  const report = reportOf(asked, { ...span, timeZone, calendar, sums, names, caps: withDefault(caps, policy) });
  return { calendar, report };
}

/** Of members and channels as they were last seen; each is looked up once. */
function namesIn({ store }: UsageParts, { platform, guildId }: Invocation): NamesOf {
  const known = new Map<string, string | null>();
  return async (ids) => {
    const found = new Map<string, string>();
    for (const id of ids) {
      const name = known.has(id) ? known.get(id) : await nameOf(store.memory, { platform, guildId, id });
      known.set(id, name ?? null);
      if (typeof name === "string") found.set(id, name);
    }
    return found;
  };
}

interface Deadline {
  readonly clock: Clock;
  readonly ms: number;
}

/** Null when it took longer; `signal` then tells the work that nobody waits for it. */
async function within<T>({ clock, ms }: Deadline, work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
  const over = new AbortController();
  try {
    return await Promise.race([work(over.signal), clock.sleep(ms, over.signal).then(() => null)]);
  } finally {
    over.abort();
  }
}
