import type { EnvironmentReader } from "./environment.ts";
import type { Database } from "../store/open-store.ts";

/** Reads where the rows are: DATABASE_URL, or else a file in DATA_DIR. */
export function readDatabase(read: EnvironmentReader): Database {
  const folder = read.text("DATA_DIR") ?? "./data";
  const text = read.text("DATABASE_URL");
  if (text === null) return { kind: "sqlite", path: `${folder}/atelier.db` };
  if (/^sqlite:./.test(text)) return { kind: "sqlite", path: text.slice("sqlite:".length) };
  // Do not repeat the value: it may contain a password.
  if (!/^postgres(ql)?:\/\/./.test(text) || !URL.canParse(text))
    read.problems.push("DATABASE_URL must be sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE.");
  return { kind: "postgres", url: text };
}
