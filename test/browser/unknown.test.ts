// A payload that the renderers do not know, such as a platform's next kind of block. If one of these fails, a developer who
// tries it sees an empty message, or a blank page, instead of what the bot sent.

import { expect } from "vitest";
import type { Change } from "../../sim/page/board/collections.ts";
import { test } from "./visit.ts";

test.override("options", { mindvideo: { events: "sse" } });

const COMPONENT = { type: 99, label: "turns left" };
const BLOCK = { type: "hologram", turns: "right" };

test("is shown with its JSON, beside what is known", async ({ demo, visit }) => {
  const { page, discord, slack } = visit;
  await discord.type("/image a fox beside something new");
  await slack.type("/image a fox beside something new");
  for (const room of [discord, slack]) await room.cards("$0.0243 · took").waitFor();
  const changes = (await readBoard(demo.url)).map(withUnknown);
  const body = `event: all\ndata: ${JSON.stringify(changes)}\n\n`;
  await page.route("**/board", async (route) => await route.fulfill({ contentType: "text/event-stream", body }));
  await page.reload();

  const onDiscord = discord.cards("a fox beside something new").getByRole("figure");
  await onDiscord.getByText("A component of type 99 that is not known here").waitFor();
  expect(JSON.parse(await onDiscord.locator("code").innerText())).toEqual(COMPONENT);
  const onSlack = slack.cards("a fox beside something new").getByRole("figure", { name: /not known here/ });
  expect(JSON.parse(await onSlack.locator("code").innerText())).toEqual(BLOCK);
});

/** What somebody who connects is told first. */
async function readBoard(url: string): Promise<readonly Change[]> {
  const { body } = await fetch(`${url}/board`);
  const decoder = new TextDecoder();
  let text = "";
  // To leave the loop ends the stream.
  for await (const piece of body ?? []) {
    text += decoder.decode(piece, { stream: true });
    const [, data] = /\ndata: (.*)\n\n/.exec(text) ?? [];
    if (data !== undefined) return JSON.parse(data) as readonly Change[];
  }
  throw new Error("The board told nothing.");
}

function withUnknown({ in: collection, key, entry }: Change): unknown {
  if (entry === null || !("shown" in entry)) return { in: collection, key, entry };
  const { shown } = entry;
  const more =
    "components" in shown ? { components: [...shown.components, COMPONENT] } : { blocks: [...shown.blocks, BLOCK] };
  return { in: collection, key, entry: { ...entry, shown: { ...shown, ...more } } };
}
