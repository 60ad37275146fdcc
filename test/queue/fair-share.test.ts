// Who may begin when there is not room for all: a mistake here starves a server, or leaves room unused.
import { expect, test } from "vitest";
import { levelOf, positionOf } from "../../src/queue/pg-boss/fair-share.ts";

const guild = (guildId: string, active: number, waiting: number) => ({ guildId, active, waiting });

test.each([
  { why: "one alone has all of it", guilds: [guild("a", 0, 10)], freeSlots: 4, most: 4, rest: 0 },
  {
    why: "who has nothing comes first",
    guilds: [guild("a", 5, 10), guild("b", 0, 10)],
    freeSlots: 4,
    most: 4,
    rest: 0,
  },
  {
    why: "equal shares, and what is left",
    guilds: [guild("a", 0, 9), guild("b", 0, 9)],
    freeSlots: 5,
    most: 2,
    rest: 1,
  },
  {
    why: "what one does not need is the others'",
    guilds: [guild("a", 0, 1), guild("b", 0, 9)],
    freeSlots: 6,
    most: 5,
    rest: 0,
  },
  {
    why: "who waits for nothing takes no part",
    guilds: [guild("a", 7, 0), guild("b", 1, 3)],
    freeSlots: 2,
    most: 3,
    rest: 0,
  },
])("$why", ({ guilds, freeSlots, most, rest }) => {
  expect(levelOf(guilds, freeSlots)).toEqual({ most, rest });
});

test("before the third of a busy guild come two of its own, and of each other what brings it as far", () => {
  const guilds = [guild("a", 1, 5), guild("b", 0, 9), guild("c", 2, 9)];
  expect(positionOf(guilds, "a", 2)).toBe(3 + 3 + 1);
});
