// What the admin allows and what the member is told, in both rooms, by changing who one is. If one of these fails, whoever
// tries the demo cannot feel what a budget does.

import { expect } from "vitest";
import { test } from "./visit.ts";

const ROOMS = ["discord", "slack"] as const;

/** As they are typed in each room, Tab by Tab. */
const SET = { discord: ["/budget set 0.03", "day", ""], slack: ["/budget set 0.03 day"] } as const;
const TWO = { discord: ["/image two foxes", "n", "2"], slack: ["/image two foxes --n 2"] } as const;
const EIGHT = { discord: ["/image eight foxes", "n", "8"], slack: ["/image eight foxes --n 8"] } as const;

test.for(ROOMS)("in %s, what the model does not take is told to the person alone", async (id, { demo, visit }) => {
  const room = visit[id];
  await room.type(...EIGHT[id]);
  const refusal = room.cards("One thing to change");
  await refusal.getByText("Nothing was started and nothing was charged.").waitFor();
  const words = await refusal.innerText();
  expect(words).toContain("can be up to 4");
  expect(words).toMatch(/Only (?:you can see this|visible to you)/);
  await room.be("Cy");
  expect(await room.cards("").count()).toBe(0);
  expect(demo.mindvideo.tasks).toHaveLength(0);
});

test.for(ROOMS)("in %s, a budget that the admin sets is felt by the member", async (id, { demo, visit }) => {
  const room = visit[id];
  const before = demo.mindvideo.tasks.length;
  await room.be("Ada");
  await room.type(...SET[id]);
  await room.cards("$0.03").waitFor();
  await room.be("Bo");
  await room.type(...TWO[id]);
  const refusal = room.cards("The budget does not cover this");
  await refusal.getByText("This run can cost up to $0.0486.").waitFor();
  expect(demo.mindvideo.tasks).toHaveLength(before);
  await room.type("/image one fox");
  await room.cards("one fox").getByText("$0.0243").waitFor();
  await room.cards("one fox").getByRole("button", { name: "Run again" }).click();
  await refusal.getByText("$0.0243 is spent").waitFor();
  expect(demo.mindvideo.tasks).toHaveLength(before + 1);
});

test.for(ROOMS)("in %s, a member who sets a budget is refused", async (id, { visit }) => {
  const room = visit[id];
  await room.be("Cy");
  await room.type(...SET[id]);
  await room.cards("Only for budget managers").waitFor();
});
