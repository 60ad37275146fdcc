// The embedded database, on a real file: what a restart reads is what the disk holds.
import { mkdtempSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqlite } from "../../src/store/sqlite/sqlite.ts";
import { storeContract } from "./contract.ts";

storeContract("SQLite store", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "atelier-")), "atelier.db");
  return await Promise.resolve({
    open: async (now = Date.now) => await openSqlite(path, now),
    count: async (table) => {
      using database = new DatabaseSync(path, { readOnly: true });
      return await Promise.resolve(Number(database.prepare(`select count(*) as n from ${table}`).get()?.["n"]));
    },
    damage: async (sql) => {
      using database = new DatabaseSync(path);
      database.exec(sql);
      await Promise.resolve();
    },
  });
});
