import { readdirSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import { TerminalError } from "../domain/errors/errors.ts";
import type { Dialect } from "./dialect.ts";
import { inTransaction } from "./queries/in-transaction.ts";
import type { Tables } from "./tables.ts";

const FOLDER = new URL("./migrations/", import.meta.url);

/** First line of a migration that older programs cannot work with. */
const BREAKING = "--! breaking";

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly statements: readonly string[];
  readonly breaking: boolean;
}

function readMigrations({ identity }: Dialect): readonly Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .map((name) => {
      const text = readFileSync(new URL(name, FOLDER), "utf8");
      const filled = text.replaceAll("{{identity}}", identity);
      const statements = filled.split(/;\s*$/m).map((statement) => statement.trim());
      return {
        number: Number.parseInt(name, 10),
        name,
        statements: statements.filter((statement) => statement !== ""),
        breaking: text.startsWith(BREAKING),
      };
    });
}

/**
 * Brings the tables up to date. Migrations are numbered and append-only; all that are missing run in one transaction. If
 * several processes start at once, one migrates and the others wait.
 * @returns The names of the migrations that were missing
 * @throws TerminalError `store.newer` if a newer program has made a change that this one cannot work with
 */
export async function migrate(db: Kysely<Tables>, dialect: Dialect): Promise<readonly string[]> {
  return await inTransaction(db, async (tx) => {
    await dialect.lock(tx, "migration", "alone");
    await sql`create table if not exists migration (number integer primary key, name text not null, breaking integer not null)`.execute(
      tx,
    );
    const missing = await missingOf(tx, readMigrations(dialect));
    for (const migration of missing) await apply(tx, migration);
    return missing.map(({ name }) => name);
  });
}

async function missingOf(tx: Transaction<Tables>, known: readonly Migration[]): Promise<readonly Migration[]> {
  const { rows } = await sql<{ number: number; breaking: number }>`select number, breaking from migration`.execute(tx);
  const numbers = new Set(known.map(({ number }) => number));
  if (rows.some((row) => row.breaking === 1 && !numbers.has(row.number))) throw new TerminalError("store.newer");
  const applied = new Set(rows.map((row) => row.number));
  return known.filter(({ number }) => !applied.has(number));
}

async function apply(tx: Transaction<Tables>, { number, name, statements, breaking }: Migration): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(tx);
  const isBreaking = breaking ? 1 : 0;
  await sql`insert into migration (number, name, breaking) values (${number}, ${name}, ${isBreaking})`.execute(tx);
}
