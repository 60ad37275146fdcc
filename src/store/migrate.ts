import { readdirSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";
import { TerminalError } from "../domain/errors.ts";

const FOLDER = new URL("./migrations/", import.meta.url);

/** First line of a migration that older programs cannot work with. */
const BREAKING = "--! breaking";

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly statements: readonly string[];
  readonly breaking: boolean;
}

/** What differs between the dialects, as it is written in the migrations: `{{identity}}`. */
export type Placeholders = Readonly<Record<string, string>>;

function readMigrations(placeholders: Placeholders): readonly Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .map((name) => {
      const text = readFileSync(new URL(name, FOLDER), "utf8");
      const filled = text.replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => placeholders[key] ?? "");
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
 * Brings the tables up to date: migrations are numbered, append-only, and each is one transaction.
 * @throws TerminalError `store.newer` when a newer program has made a change that this one cannot work with
 */
export async function migrate(db: Kysely<Tables>, placeholders: Placeholders): Promise<void> {
  await sql`create table if not exists migration (number integer primary key, name text not null, breaking integer not null)`.execute(
    db,
  );
  const done = await sql<{ number: number; breaking: number }>`select number, breaking from migration`.execute(db);
  const migrations = readMigrations(placeholders);
  const known = new Set(migrations.map((migration) => migration.number));
  if (done.rows.some((row) => row.breaking === 1 && !known.has(row.number))) throw new TerminalError("store.newer");
  const applied = new Set(done.rows.map((row) => row.number));
  for (const migration of migrations) {
    if (!applied.has(migration.number)) await apply(db, migration);
  }
}

async function apply(db: Kysely<Tables>, { number, name, statements, breaking }: Migration): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const statement of statements) await sql.raw(statement).execute(tx);
    await sql`insert into migration (number, name, breaking) values (${number}, ${name}, ${breaking ? 1 : 0})`.execute(
      tx,
    );
  });
}
