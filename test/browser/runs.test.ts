// What the buttons of a card do, in both rooms. If one of these fails, a press on the page does nothing, or costs money that
// nobody meant to spend.

import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { seePictures } from "./room.ts";
import { test } from "./visit.ts";
import type { Visit } from "./visit.ts";

/** One run at a time, and none ends by itself: what waits behind it can still be cancelled. */
test.override("options", {
  env: { MAX_IN_FLIGHT: "1", CONFIRM_ABOVE: "0.03" },
  mindvideo: { manual: true, events: "sse" },
});

const ROOMS = ["discord", "slack"] as const;

test.for(ROOMS)(
  "in %s, a run that waits is cancelled, and MindVideo never hears of it",
  async (id, { demo, visit }) => {
    const room = visit[id];
    const { mindvideo } = demo;
    await room.type("/image the first fox");
    const first = await mindvideo.waitFor(() => mindvideo.tasks.find((task) => !isOver(task)));
    await room.type("/image the second fox");
    const second = room.cards("the second fox");
    await second.getByRole("button", { name: "Cancel" }).click();
    await second.getByText("It cost nothing.").waitFor();
    await first.advance("succeeded");
    await seePictures(await mediaOf(visit, id, "the first fox"), 1);
    expect(mindvideo.tasks.filter(({ input }) => input["prompt"] === "the second fox")).toEqual([]);
  },
);

test.for(ROOMS)(
  "in %s, Run again makes another, and Edit opens a form with what was typed",
  async (id, { demo, visit }) => {
    const room = visit[id];
    const { mindvideo } = demo;
    const running = async () => await mindvideo.waitFor(() => mindvideo.tasks.find((task) => !isOver(task)));
    const words = `a fox to repeat in ${id}`;
    await room.type(`/image ${words}`);
    await (await running()).advance("succeeded");
    await room.cards(words).getByRole("button", { name: "Run again" }).click();
    await (await running()).advance("succeeded");
    const again = room.cards(words).nth(1);
    await again.getByRole("button", { name: "Edit" }).click();
    const field = room.form.getByLabel(/^Prompt/).first();
    expect(await field.inputValue()).toBe(words);
    await field.fill(`${words}, at night`);
    await room.form.getByRole("button", { name: /^(?:Run|Submit)$/ }).click();
    await room.form.waitFor({ state: "hidden" });
    const edited = await running();
    await edited.advance("succeeded");
    await seePictures(await mediaOf(visit, id, `${words}, at night`), 1);
    const made = mindvideo.tasks.map(({ input }) => input["prompt"]);
    expect(made.slice(-3)).toEqual([words, words, `${words}, at night`]);
  },
);

test.for(ROOMS)("in %s, who is asked first can leave it, and then run it", async (id, { demo, visit }) => {
  const room = visit[id];
  const { mindvideo } = demo;
  const before = mindvideo.tasks.length;
  await room.type(...TWO[id]);
  await room.cards("Run this for up to $0.0486?").getByRole("button", { name: "Don't run" }).click();
  await room.cards("Not run. Nothing was charged.").waitFor();
  await room.type(...TWO[id]);
  await room.cards("Run this for up to $0.0486?").getByRole("button", { name: "Run for up to $0.0486" }).click();
  await room.cards(/queued[\s\S]*two foxes/).waitFor();
  expect(mindvideo.tasks).toHaveLength(before + 1);
  for (const task of mindvideo.tasks) if (!isOver(task)) await task.advance("succeeded");
});

/** As they are typed in each room, Tab by Tab. */
const TWO = { discord: ["/image two foxes", "n", "2"], slack: ["/image two foxes --n 2"] } as const;

const isOver = ({ status }: { readonly status: string }): boolean => status !== "queued" && status !== "processing";

/** In Slack they are in the card's thread. */
async function mediaOf({ discord, slack }: Visit, id: "discord" | "slack", words: string): Promise<Locator> {
  if (id === "discord") return discord.cards(words).locator(".media img");
  await slack.cards(words).getByRole("button", { name: /repl/ }).click();
  return slack.frame.getByRole("complementary").getByRole("img", { name: words });
}
