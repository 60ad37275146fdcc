// What outlives a process beside the rows, for as long as it was meant to and no longer: drafts hold prompts. And which
// programs may open a database at all.

import { expect, test } from "vitest";
import type { Ground } from "./money-contract.ts";

const HOUR_MS = 3_600_000;

export function keepingContract(begin: () => Promise<Ground>): void {
  test("the key-value store keeps what it is given, across a restart, for as long as it was asked to", async () => {
    const { open } = await begin();
    {
      await using store = await open(() => 0);
      await store.keyValue.set("draft", { prompt: "a fox" });
      await store.keyValue.set("brief", 1, HOUR_MS);
    }
    await using again = await open(() => HOUR_MS - 1);
    expect(await again.keyValue.get("draft")).toEqual({ prompt: "a fox" });
    expect(await again.keyValue.get("brief")).toBe(1);
    await again.keyValue.delete("draft");
    expect(await again.keyValue.get("draft")).toBeUndefined();
    await using later = await open(() => HOUR_MS);
    expect(await later.keyValue.get("brief")).toBeUndefined();
  });

  test("what was known is changed in one step, by as many as want to at once", async () => {
    await using store = await (await begin()).open();
    const counts = Array.from({ length: 20 }, async () => await store.keyValue.change<number>("n", (n = 0) => n + 1));
    await Promise.all(counts);
    expect(await store.keyValue.get("n")).toBe(20);
  });

  test("what has expired leaves the database, at a start and while the program runs", async () => {
    const { open, count } = await begin();
    let now = 0;
    await using store = await open(() => now);
    await store.keyValue.set("draft", { prompt: "a very private wish" }, 60_000);
    await store.keyValue.set("kept", 1);
    now = HOUR_MS - 1;
    await store.keyValue.set("kept", 2);
    expect(await count("key_value")).toBe(2);
    now = HOUR_MS;
    await store.keyValue.set("kept", 3);
    expect(await count("key_value")).toBe(1);
    await store.keyValue.set("draft", { prompt: "another" }, 60_000);
    await using _next = await open(() => 2 * HOUR_MS);
    expect(await count("key_value")).toBe(1);
  });

  test("a newer program's change is no matter, unless it says that older ones cannot work with it", async () => {
    const { open, damage } = await begin();
    await (await open())[Symbol.asyncDispose]();
    await damage("insert into migration (number, name, breaking) values (9998, 'more.sql', 0)");
    await (await open())[Symbol.asyncDispose]();
    await damage("insert into migration (number, name, breaking) values (9999, 'other.sql', 1)");
    await expect(open()).rejects.toMatchObject({ code: "store.newer" });
  });
}
