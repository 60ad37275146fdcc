#!/usr/bin/env bash
# Node's type stripping: a loop over a variable called `of` is refused in a .ts file, and runs in the same file as .mjs.
#
# Expected: stripping types takes the types away and leaves valid JavaScript as it is. `for (const of of list)` is valid
# JavaScript, and TypeScript's own compiler takes it: what passes the type check starts.
# Seen: `tsc` reports nothing, the .mjs runs, esbuild (which test runners use) takes the .ts, and Node refuses it at the
# start with ERR_INVALID_TYPESCRIPT_SYNTAX, "Variable declaration list cannot be empty".
# Why it matters: a project that starts its sources without a build has green types, lint and tests, and a process that dies
# at its first line; only a test that starts the real program finds it.
# Versions: node 26.10.0, typescript 5.9.3, esbuild 0.25.12. Seen on 2026-12-01.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit --allow-scripts=esbuild,node node@26.10.0 typescript@5.9.3 esbuild@0.25.12 >/dev/null 2>&1 ||
  npm install --silent --no-fund --no-audit node@26.10.0 typescript@5.9.3 esbuild@0.25.12 >/dev/null
export PATH="$dir/node_modules/node/bin:$PATH"
printf 'const seen: string[] = [];\nfor (const of of ["a", "b"]) seen.push(of);\nconsole.log(seen.join());\n' > typed.mts
sed 's/: string\[\]//' typed.mts > plain.mjs
seen() { "$@" >out.txt 2>&1 && echo "runs: $(tail -1 out.txt)" || echo "refused: $(grep -o 'ERR_[A-Z_]*' out.txt | head -1)"; }
compiled=$(npx tsc --noEmit --target es2024 --module nodenext typed.mts >/dev/null 2>&1 && echo "nothing to report" || echo "an error")
bundled=$(npx esbuild typed.mts --outfile=bundled.mjs --log-level=error >/dev/null 2>&1 && seen node bundled.mjs || echo "refused")
plain=$(seen node plain.mjs)
typed=$(seen node typed.mts)
printf 'tsc: %s\nesbuild: %s\nnode, as JavaScript: %s\nnode, as TypeScript: %s\n' "$compiled" "$bundled" "$plain" "$typed"
[ "$compiled" = "nothing to report" ] && [ "$bundled" = "runs: a,b" ] && [ "$plain" = "runs: a,b" ] &&
  [ "$typed" = "refused: ERR_INVALID_TYPESCRIPT_SYNTAX" ] && echo "as described" || { echo "CHANGED: not what this file describes any more"; exit 1; }
