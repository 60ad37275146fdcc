// A real PostgreSQL for tests. Nothing is skipped where it does not start: the tests that need it fail.

import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { Client } from "pg";
import { inject } from "vitest";

export interface Database extends AsyncDisposable {
  /** For `DATABASE_URL`. */
  readonly url: string;
  /** Runs one statement on a connection of its own, past whatever is tested. */
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
}

/** An empty database of one's own on the server that all tests share. Dropped, with whoever is connected, in the end. */
export async function openDatabase(): Promise<Database> {
  return await createDatabase(await sharedUrl());
}

/** The same on another server. */
export async function createDatabase(serverUrl: string): Promise<Database> {
  const name = `atelier_${randomBytes(8).toString("hex")}`;
  await query(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = name;
  return {
    url: url.href,
    query: async (sql) => await query(url.href, sql),
    [Symbol.asyncDispose]: async () => void (await query(serverUrl, `drop database ${name} with (force)`)),
  };
}

async function sharedUrl(): Promise<string> {
  const url = await text(connect(inject("postgresPort"), "127.0.0.1"));
  if (url === "") throw new Error("PostgreSQL could not be started: the run's standard error says why");
  return url;
}

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
