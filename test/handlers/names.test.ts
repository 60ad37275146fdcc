// What a chart and a table call people. If one of these fails, an admin reads nothing but numbers, one server reads the
// nicknames of another, or every command writes to the disk once more.

import { expect, test } from "vitest";
import type { KeyValueStore } from "../../src/domain/key-value.ts";
import { createNotice, nameOf } from "../../src/handlers/names.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { anOrigin } from "../an-origin.ts";

/** Counts what is written. */
class CountingKeyValue implements KeyValueStore {
  readonly values = new Map<string, unknown>();
  writes = 0;
  fails = false;

  async get<T>(key: string): Promise<T | undefined> {
    return await Promise.resolve(this.values.get(key) as T | undefined);
  }

  async set(key: string, value: unknown): Promise<unknown> {
    if (this.fails) throw new Error("the database is away");
    this.writes += 1;
    return await Promise.resolve(this.values.set(key, value));
  }

  async delete(key: string): Promise<unknown> {
    return await Promise.resolve(this.values.delete(key));
  }
}

const origin = anOrigin({ channelName: "studio", userName: "林晓雨" });

const turn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

test("names are kept for the server they were seen in, and written only when they are new", async () => {
  const keyValue = new CountingKeyValue();
  const notice = createNotice({ keyValue, log: new KeptLog() });
  for (const _ of [1, 2, 3]) notice(origin);
  expect(keyValue.writes).toBe(0);
  await turn();
  await turn();
  expect(keyValue.writes).toBe(2);
  expect(await nameOf(keyValue, { platform: "discord", guildId: "10", id: "30" })).toBe("林晓雨");
  expect(await nameOf(keyValue, { platform: "discord", guildId: "10", id: "20" })).toBe("studio");
  expect(await nameOf(keyValue, { platform: "discord", guildId: "11", id: "30" })).toBeNull();
  notice({ ...origin, userName: "Xiaoyu" });
  await turn();
  await turn();
  expect(keyValue.writes).toBe(3);
  expect(await nameOf(keyValue, { platform: "discord", guildId: "10", id: "30" })).toBe("Xiaoyu");
});

test("a platform that tells no names leaves none, and a database that is away harms nobody", async () => {
  const keyValue = new CountingKeyValue();
  const log = new KeptLog();
  const notice = createNotice({ keyValue, log });
  notice({ ...origin, userName: null, channelName: null });
  await turn();
  expect([keyValue.writes, log.lines]).toEqual([0, []]);
  keyValue.fails = true;
  notice(origin);
  await turn();
  await turn();
  expect(log.of("warn")).toHaveLength(1);
  keyValue.fails = false;
  notice(origin);
  await turn();
  await turn();
  expect(keyValue.writes).toBe(2);
});
