// Exports a database as lines of JSON, as of one moment, and imports it elsewhere. The last line counts the rows, so that a
// truncated file is never taken for a whole one.

import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import { TerminalError } from "../../domain/errors/errors.ts";
import type { Connection } from "./connect.ts";
import type { Tables } from "../tables.ts";

type Row = Readonly<Record<string, unknown>>;
type Counts = Readonly<Record<string, number>>;
type Line =
  | { readonly kind: "begin"; readonly migrations: readonly string[] }
  | { readonly kind: "row"; readonly table: string; readonly row: Row }
  | { readonly kind: "end"; readonly counts: Counts };

/** Each table with its primary key. Processes and migrations are left out: they are a database's own affair. */
const TABLES = {
  generation: ["id"],
  budget_window: ["key"],
  generation_window: ["generation_id", "window_key"],
  guild_cap: ["platform", "guild_id", "scope", "subject_id", "period"],
  guild_setting: ["platform", "guild_id"],
  ledger: ["id"],
  key_value: ["key"],
} as const satisfies { readonly [table in Exclude<keyof Tables, "process">]: readonly string[] };

/** Rows per statement: with 25 columns each they stay below SQLite's 32,766 values. */
const PART = 500;

/** Yields the database as lines, as of one moment. It may be in use. */
export async function* exportLines({ db, dialect }: Connection): AsyncGenerator<string> {
  const tx = await db.startTransaction().execute();
  try {
    await dialect.snapshot.execute(tx);
    yield lineOf({ kind: "begin", migrations: await migrationsOf(tx) });
    const counts: Record<string, number> = {};
    for (const [table, key] of Object.entries(TABLES)) {
      counts[table] = 0;
      for await (const row of rowsOf(tx, table, key)) {
        yield lineOf({ kind: "row", table, row });
        counts[table] += 1;
      }
    }
    yield lineOf({ kind: "end", counts });
  } finally {
    await tx.rollback().execute();
  }
}

const lineOf = (line: Line): string => `${JSON.stringify(line)}\n`;

async function migrationsOf(tx: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from migration order by number`.execute(tx);
  return rows.map(({ name }) => name);
}

/** Reads rows in the key's order, each part after the last key. */
async function* rowsOf(tx: Kysely<Tables>, table: string, key: readonly string[]): AsyncGenerator<Row> {
  const columns = sql.join(key.map((name) => sql.ref(name)));
  for (let after: Row | undefined, isMore = true; isMore;) {
    const from =
      after === undefined ? sql`` : sql`where (${columns}) > (${sql.join(key.map((name) => after?.[name]))})`;
    const part = sql<Row>`select * from ${sql.table(table)} ${from} order by ${columns} limit ${sql.lit(PART)}`;
    const { rows } = await part.execute(tx);
    yield* rows;
    after = rows.at(-1);
    isMore = rows.length === PART;
  }
}

/**
 * Writes an export into an empty database, all of it or nothing.
 * @returns Number of rows by table
 * @throws TerminalError `transfer.refused` with the reason
 */
export async function importLines({ db, dialect }: Connection, lines: AsyncIterable<string>): Promise<Counts> {
  return await db.transaction().execute(async (tx) => {
    await dialect.lock(tx, "migration", "alone");
    await refuseFull(tx);
    const counts: Record<string, number> = Object.fromEntries(Object.keys(TABLES).map((table) => [table, 0]));
    let [table, part]: [string, Row[]] = ["", []];
    const flush = async (): Promise<void> => {
      if (part.length > 0) await insert(tx, table, part);
      part = [];
    };
    let [begun, expected]: [boolean, Counts | null] = [false, null];
    for await (const text of lines) {
      const line = read(text);
      if ((line.kind === "begin") === begun) throw refused(NO_EXPORT);
      begun = true;
      if (expected !== null) throw refused("There is something after its end.");
      if (line.kind === "begin") await refuseOther(tx, line.migrations);
      else if (line.kind === "end") expected = line.counts;
      else {
        if (line.table !== table || part.length === PART) await flush();
        table = line.table;
        part.push(line.row);
        counts[table] = (counts[table] ?? 0) + 1;
      }
    }
    await flush();
    await dialect.resumeNumbers.execute(tx);
    await refuseUnlike(tx, counts, expected);
    return counts;
  });
}

const NO_EXPORT = "The file is no export of this program, or it is damaged. Nothing was written.";

const refused = (why: string): TerminalError => new TerminalError("transfer.refused", { detail: { why } });

function read(text: string): Line {
  try {
    const line = JSON.parse(text) as Line;
    if (line.kind === "begin" || line.kind === "end" || Object.hasOwn(TABLES, line.table)) return line;
  } catch {}
  throw refused(NO_EXPORT);
}

async function refuseFull(tx: Transaction<Tables>): Promise<void> {
  for (const table of Object.keys(TABLES)) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(tx);
    if (rows.length > 0) throw refused("The database that DATABASE_URL names is not empty. Nothing was written.");
  }
}

/** Refuses exports of another version: rows mean what the program that wrote them meant. */
async function refuseOther(tx: Transaction<Tables>, migrations: readonly string[]): Promise<void> {
  if (JSON.stringify(migrations) === JSON.stringify(await migrationsOf(tx))) return;
  throw refused("The file was exported by another version. Export it again with this one. Nothing was written.");
}

/** Refuses unless the database itself counts the rows expected. */
async function refuseUnlike(tx: Transaction<Tables>, counts: Counts, expected: Counts | null): Promise<void> {
  if (expected === null) throw refused("The file has no end: its export was broken off. Nothing was written.");
  for (const [table, count] of Object.entries(expected)) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx);
    if (counts[table] !== count || Number(rows[0]?.n) !== count)
      throw refused(`Of ${count} rows of ${table}, ${counts[table] ?? 0} arrived. Nothing was written.`);
  }
}

async function insert(tx: Transaction<Tables>, table: string, rows: readonly Row[]): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => sql`(${sql.join(names.map((name) => row[name]))})`);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${columns}) values ${sql.join(values)}`.execute(tx);
}
