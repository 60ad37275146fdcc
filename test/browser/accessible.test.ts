// axe, in each state in which somebody meets the page, light and dark, wide and narrow. If one of these fails, there are
// people who cannot read or use the demo.

import axe from "axe-core";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./visit.ts";
import type { Visit } from "./visit.ts";

/** Runs end when a test lets them. */
test.override("options", { mindvideo: { manual: true, events: "sse" } });

const WIDE = { width: 1_280, height: 860 };
const NARROW = { width: 390, height: 844 };

test.for([
  { colorScheme: "light", viewport: WIDE },
  { colorScheme: "dark", viewport: WIDE },
  { colorScheme: "light", viewport: NARROW },
  { colorScheme: "dark", viewport: NARROW },
] as const)("$colorScheme, $viewport.width pixels wide", async (screen, { demo, visitor }) => {
  const { mindvideo } = demo;
  const visit = await visitor.open(screen);
  const words = `a fox, ${screen.colorScheme}, ${screen.viewport.width}`;
  const inEach = async (act: (id: "discord" | "slack") => Promise<void>): Promise<void> => {
    for (const id of ["discord", "slack"] as const) {
      await enter(visit, id);
      await act(id);
    }
  };
  const expectEach = async (when: string): Promise<void> => {
    if (screen.viewport === WIDE) await expectAccessible(visit.page, when);
    else await inEach(async (id) => await expectAccessible(visit.page, `${when}, ${id}`));
  };

  await inEach(async (id) => await visit[id].go("gallery"));
  await expectEach("nothing typed yet");
  await inEach(async (id) => {
    await visit[id].go("studio");
    await visit[id].type(`/image ${words}`);
    await visit[id].cards(words).getByText("queued").waitFor();
  });
  await expectEach("runs at work");
  await enter(visit, "engine");
  await expectAccessible(visit.page, "the engine room");
  await leaveEngine(visit);
  for (const task of mindvideo.tasks) if (task.status === "queued") await task.advance("succeeded");
  await inEach(async (id) => await visit[id].cards(words).getByRole("button", { name: "Edit" }).waitFor());
  await expectEach("runs that are done");
  await inEach(async (id) => {
    await visit[id].cards(words).getByRole("button", { name: "Edit" }).click();
    await visit[id].form.waitFor();
    await expectAccessible(visit.page, `a form, ${id}`);
    await visit[id].form.getByRole("button", { name: "Close" }).click();
  });
});

/** Where there is room for one at a time, by its tab. */
async function enter({ page }: Visit, id: "discord" | "slack" | "engine"): Promise<void> {
  const title = { discord: "Discord", slack: "Slack", engine: "Engine room" }[id];
  const tab = page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: title });
  if (await tab.isVisible()) await tab.click();
  else if (id === "engine") await page.getByRole("button", { name: /^Engine room/ }).click();
}

async function leaveEngine({ page }: Visit): Promise<void> {
  const fold = page.getByRole("button", { name: /^Engine room Bot/ });
  if ((await fold.getAttribute("aria-expanded")) === "true") await fold.click();
}

async function expectAccessible(page: Page, when: string): Promise<void> {
  // Evaluated from outside of the page, whose policy lets no such script in. To preload would add styles, which it forbids.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>("axe.run({ preload: false })");
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const found = serious.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${when}: ${id} at ${target.join(" ")}: ${failureSummary}`),
  );
  expect(found).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
}
