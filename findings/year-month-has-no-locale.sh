#!/usr/bin/env bash
# Temporal: a month cannot be written in any everyday language, and a date can.
#
# Expected: `Temporal.PlainYearMonth.from("2026-12").toLocaleString("en")` gives "12/2026", as PlainDate gives "12/1/2026".
# Seen: it throws RangeError "Mismatched calendars" for English, German, Japanese, every locale whose calendar is not iso8601,
# which is all of them unless one asks for it. PlainMonthDay does the same. PlainDate and PlainDateTime with the same ISO
# calendar are let through. What helps: `withCalendar` does not exist on them; one formats the first day of the month instead.
# Why it matters: budgets run by the month. "resets in December 2026" is the first sentence one writes with the new Temporal,
# it passes every type check, and throws where a person should read what is left.
# Versions: Node 26.10.0 (Temporal is on by default). Seen on 2026-12-01.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit node@26.10.0 >/dev/null
export PATH="$dir/node_modules/node/bin:$PATH"
cat > see.mjs <<'JS'
const month = Temporal.PlainYearMonth.from("2026-12");
const written = (value, locale) => {
  try {
    return value.toLocaleString(locale);
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};
const locales = ["en", "de", "es", "ja", "zh-CN"];
const months = locales.map((locale) => written(month, locale));
const dates = locales.map((locale) => written(month.toPlainDate({ day: 1 }), locale));
locales.forEach((locale, at) => console.log(`${locale}: the month: ${months[at]}; its first day: ${dates[at]}`));
console.log(`en with the ISO calendar asked for: ${written(month, "en-u-ca-iso8601")}`);
process.exitCode =
  months.every((text) => text.startsWith("RangeError")) && !dates.some((text) => text.startsWith("RangeError")) ? 0 : 1;
JS
node see.mjs && echo "as described" || { echo "CHANGED: not what this file describes any more"; exit 1; }
