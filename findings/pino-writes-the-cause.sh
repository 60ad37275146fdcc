#!/usr/bin/env bash
# pino: the message of an error in the log is not the error's message.
#
# Expected: `log.warn({ err })` writes err.message as `err.message`; what is in `err.cause` stands apart, or is not written.
# Seen: the standard serializer glues the messages of the whole chain of causes together, so `err.message` reads
# "outer: inner: innermost", and the stack carries "caused by" with each of them too.
# Why it matters: an adapter wraps a vendor's error so that only a code of its own gets into the log, keeping the original as
# `cause` for debuggers. Vendor errors quote what was sent: a prompt, a signed link, a name. All of it is in the log after all,
# in the field that dashboards group by, which then has a new value for each event.
# Versions: pino 10.4.0. Seen on 2026-12-01.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit pino@10.4.0 >/dev/null
cat > see.mjs <<'JS'
import pino from "pino";

const lines = [];
const log = pino({}, { write: (line) => lines.push(line) });
const innermost = new Error("answer of the vendor: the words that a person typed");
const outer = new Error("not delivered", { cause: new Error("upload", { cause: innermost }) });
log.warn({ err: outer });
const { err } = JSON.parse(lines[0]);
console.log(`error.message: ${outer.message}`);
console.log(`in the log:    ${err.message}`);
console.log(`lines of the stack that quote a cause: ${err.stack.split("\n").filter((line) => line.startsWith("caused by")).length}`);
process.exitCode =
  err.message === "not delivered: upload: answer of the vendor: the words that a person typed" &&
  err.stack.includes("the words that a person typed") ? 0 : 1;
JS
node see.mjs && echo "as described" || { echo "CHANGED: not what this file describes any more"; exit 1; }
