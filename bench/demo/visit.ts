// The demo as a process of its own, and a page on it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export interface OpenDemo extends AsyncDisposable {
  readonly page: Page;
  /** Since the command was given: until both rooms' fields take keys, and until the bot is ready as well. */
  readonly typedS: number;
  readonly readyS: number;
}

export async function openDemo(browser: Browser): Promise<OpenDemo> {
  await using closing = new AsyncDisposableStack();
  const startedAt = performance.now();
  const since = (): number => (performance.now() - startedAt) / 1_000;
  // A group of its own: npm is told to stop together with what it has started.
  const child = spawn("npm", ["run", "demo", "--", "--port", "0"], {
    cwd: ROOT,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  closing.defer(async () => {
    process.kill(-(child.pid ?? 0), "SIGINT");
    await ended;
  });
  const context = await browser.newContext();
  closing.defer(async () => await context.close());
  const page = await context.newPage();
  await page.goto(await addressIn(child.stdout));
  for (const id of ["discord-composer", "slack-composer"]) await page.locator(`#${id}:enabled`).waitFor();
  const typedS = since();
  await page.getByText("Bot ready").waitFor();
  const readyS = since();
  const opened = closing.move();
  return { page, typedS, readyS, [Symbol.asyncDispose]: async () => await opened.disposeAsync() };
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error("The demo has said no address.");
}

/** Milliseconds from Enter to the first frame in which a card has these words. Resolves once its run is delivered. */
export async function timeCard(page: Page, room: "Discord" | "Slack", words: string): Promise<number> {
  const frame = page.getByRole("region", { name: `${room} room` });
  await frame.getByRole("textbox", { name: /^Message #/ }).click();
  await page.keyboard.type(`/image ${words}`);
  await page.evaluate(watching(room.toLowerCase(), words));
  await page.keyboard.press("Enter");
  const cardAfterMs = await page.evaluate<number>("cardAfterMs");
  await frame.getByRole("article").filter({ hasText: words }).getByRole("button", { name: "Run again" }).waitFor();
  return cardAfterMs;
}

/** Evaluated in the page, whose clock alone is looked at. */
const watching = (room: string, words: string): string => `void (globalThis.cardAfterMs = new Promise((resolve) => {
  const frame = document.querySelector('[data-room="${room}"]');
  let pressedAt;
  addEventListener("keydown", () => { pressedAt = performance.now(); }, { capture: true, once: true });
  new MutationObserver((_, observer) => {
    const cards = [...frame.querySelectorAll('article[aria-label="Message of Atelier"]')];
    if (!cards.some((card) => card.textContent.includes(${JSON.stringify(words)}))) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - pressedAt));
  }).observe(frame, { childList: true, subtree: true, characterData: true });
}))`;
