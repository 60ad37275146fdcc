// If this breaks: a window of the demo shows what was, or another window shows something else.

import { expect, test } from "vitest";
import { Board } from "../../../sim/server/board.ts";
import type { Change } from "../../../sim/page/board/collections.ts";

const bot = (starts: number) => ({ kind: "ready", pid: 1, since: 0, starts }) as const;

/** Resolves with the next changes that whoever listens is told at once. */
function next(board: Board): { readonly told: Promise<readonly Change[]>; stop(): void } {
  const { promise, resolve } = Promise.withResolvers<readonly Change[]>();
  return { told: promise, stop: board.listen(resolve) };
}

test("changes that come together are told together, the latest of each entry alone", async () => {
  const board = new Board();
  const { told } = next(board);
  for (const starts of [1, 2, 3]) board.put("engine.bot", "only", bot(starts));
  board.put("engine.switches", "slow", { on: true });
  board.drop("engine.switches", "slow");
  expect(await told).toEqual([
    { in: "engine.bot", key: "only", entry: bot(3) },
    { in: "engine.switches", key: "slow", entry: null },
  ]);
});

test("whoever comes later gets all there is, and nothing of what was before a second time", async () => {
  const board = new Board();
  const first = next(board);
  board.put("engine.bot", "only", bot(1));
  const late = next(board);
  expect(board.all()).toEqual([{ in: "engine.bot", key: "only", entry: bot(1) }]);
  expect(await first.told).toHaveLength(1);
  board.put("engine.bot", "only", bot(2));
  expect(await late.told).toEqual([{ in: "engine.bot", key: "only", entry: bot(2) }]);
});

test("what is gone is not there for whoever comes later", () => {
  const board = new Board();
  board.put("engine.bot", "only", bot(1));
  board.drop("engine.bot", "only");
  expect(board.all()).toEqual([]);
  expect(board.get("engine.bot", "only")).toBeUndefined();
});
