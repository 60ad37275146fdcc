// The server that other tests run on: each has a database to itself, and one of its own can be stopped and started.
import { expect, test } from "vitest";
import { createDatabase, openDatabase } from "./postgres.ts";
import { startPostgres } from "./postgres/start-postgres.ts";

test("each database is empty, and gone in the end with whoever is connected", async () => {
  await using one = await openDatabase();
  await one.query("create table kept (a integer)");
  await using other = await openDatabase();
  expect(await other.query("select from pg_tables where schemaname = 'public'")).toEqual([]);
  expect(await one.query("select tablename from pg_tables where schemaname = 'public'")).toEqual([
    { tablename: "kept" },
  ]);
});

test("a server of one's own is away between stop and start, and has what it had", async () => {
  await using server = await startPostgres();
  const database = await createDatabase(server.url);
  await database.query("create table kept (a integer)");
  await server.stop();
  await expect(database.query("select from kept")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await server.start();
  expect(await database.query("select from kept")).toEqual([]);
});
