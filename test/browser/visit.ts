// Somebody who opens the demo's page: a demo of the file's own, and a browser profile of the test's own. Whatever the page
// says on its console, throws, or asks of anybody else fails the test at its end.

import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { inject, test as base } from "vitest";
import { openDemo } from "../../sim/server/open-demo.ts";
import type { Demo, DemoOptions } from "../../sim/server/open-demo.ts";
import { openRoom } from "./room.ts";
import type { Room } from "./room.ts";

/** Longer than a machine under load takes for anything that is waited for. */
const PATIENCE_MS = 20_000;

/** A window on the page. */
export interface Visit {
  readonly page: Page;
  readonly discord: Room;
  readonly slack: Room;
}

export interface Visitor {
  /** Opens the page, and waits until the bot is there. Each window has a profile of its own. */
  open(options?: BrowserContextOptions): Promise<Visit>;
}

/** What was seen when a test failed. */
const PICTURES = join(import.meta.dirname, "../../out/browser");

type Options = Omit<DemoOptions, "port" | "dataDir">;

/** Quick enough that nobody waits for it, slow enough that each state is seen. */
const PACE = { queuedMs: 50, processingMs: 150 };

/** `demo` is the file's own; `visit` is one window on it, `visitor` for tests that open several. */
export const test = base
  .extend<"options", Options>("options", { scope: "file" }, {})
  .extend<"demo", Demo>("demo", { scope: "file" }, async ({ options }, { onCleanup }) => {
    const closing = new AsyncDisposableStack();
    onCleanup(async () => await closing.disposeAsync());
    return await startDemo(options, closing);
  })
  .extend<"endpoint", string>("endpoint", { scope: "file" }, () => inject("browser") ?? "")
  .extend<"browser", Browser>("browser", { scope: "file" }, async ({ endpoint }, { onCleanup }) => {
    const browser = await chromium.connect(endpoint);
    onCleanup(async () => await browser.close());
    return browser;
  })
  .extend<"visitor", Visitor>("visitor", async ({ demo, browser, task }, { onCleanup }) => {
    const windows: BrowserContext[] = [];
    const trouble: string[] = [];
    onCleanup(async () => {
      if (task.result?.state === "fail") await keepPictures(windows, task.name);
      for (const window of windows) await window.close();
      if (trouble.length > 0) throw new Error(trouble.join("\n"));
    });
    return {
      async open(wanted) {
        const window = await browser.newContext({ viewport: { width: 1_280, height: 860 }, ...wanted });
        windows.push(window);
        window.setDefaultTimeout(PATIENCE_MS);
        watch(window, demo.url, trouble);
        return await openPage(window, demo.url);
      },
    };
  })
  .extend<"visit", Visit>("visit", async ({ visitor }) => await visitor.open());

async function keepPictures(windows: readonly BrowserContext[], name: string): Promise<void> {
  const pages = windows.flatMap((window) => window.pages());
  for (const [index, page] of pages.entries()) {
    const file = `${name
      .replaceAll(/[^a-z0-9]+/gi, "-")
      .replace(/^-/, "")
      .slice(0, 60)}-${index + 1}.png`;
    await page.screenshot({ path: join(PICTURES, file) });
  }
}

async function startDemo({ mindvideo, ...options }: Options, closing: AsyncDisposableStack): Promise<Demo> {
  const dataDir = mkdtempSync(join(tmpdir(), "atelier-browser-"));
  closing.defer(async () => await rm(dataDir, { recursive: true, force: true }));
  const simulated = { pace: PACE, media: "tiny", ...mindvideo } as const;
  return closing.use(await openDemo({ port: 0, dataDir, ...options, mindvideo: simulated }));
}

/** A file of the demo's own, as if it lay on the visitor's disk. */
export async function sampleOf({ url }: Demo, name: string): Promise<DiskFile> {
  const answer = await fetch(`${url}/samples/${name}`);
  const mimeType = answer.headers.get("content-type") ?? "";
  return { name, mimeType, buffer: Buffer.from(await answer.arrayBuffer()) };
}

interface DiskFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

async function openPage(window: BrowserContext, url: string): Promise<Visit> {
  const page = await window.newPage();
  await page.goto(url);
  // In a narrow window it is behind a tab.
  await page.getByText("Bot ready").waitFor({ state: "attached" });
  return { page, discord: openRoom(page, "Discord"), slack: openRoom(page, "Slack") };
}

function watch(window: BrowserContext, url: string, trouble: string[]): void {
  window.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") trouble.push(`console: ${message.text()}`);
  });
  window.on("weberror", (error) => trouble.push(`thrown: ${error.error().message}`));
  window.on("request", (request) => {
    if (!request.url().startsWith(`${url}/`) && !/^(?:blob|data):/.test(request.url())) {
      trouble.push(`asked elsewhere: ${request.url()}`);
    }
  });
  window.on("response", (response) => {
    if (response.status() >= 400) trouble.push(`${response.status()}: ${response.url()}`);
  });
}
