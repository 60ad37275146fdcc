// The embedded database, on a real file: what a restart reads is what the disk holds.
import { mkdtempSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSqlite } from "../../src/store/sqlite.ts";
import { storeContract } from "./contract.ts";

storeContract("SQLite store", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "atelier-")), "atelier.db");
  return await Promise.resolve({
    open: async () => await openSqlite(path, Date.now),
    damage: async (sql) => {
      using database = new DatabaseSync(path);
      database.exec(sql);
      await Promise.resolve();
    },
  });
});

test("what has expired leaves the file at the next start", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "atelier-")), "atelier.db");
  {
    await using store = await openSqlite(path, () => 1_000);
    await store.memory.set("draft", { prompt: "a very private wish" }, 60_000);
    await store.memory.set("kept", 1);
  }
  await using _again = await openSqlite(path, () => 1_000 + 3_600_000);
  using database = new DatabaseSync(path, { readOnly: true });
  const left = database.prepare("select value_json from key_value").all();
  expect(JSON.stringify(left)).not.toContain("private wish");
  expect(left).toHaveLength(1);
});
