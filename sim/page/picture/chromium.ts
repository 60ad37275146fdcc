import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Where Debian's package puts it. */
const DEFAULT_PATH = "/usr/bin/chromium";

export const MISSING =
  "Chromium is missing. On Debian: apt-get update && apt-get install -y chromium. " +
  "Elsewhere, set CHROMIUM_PATH to the path of its program.";

/** Nothing but the page: no first run, no updates, no calls home. */
export const QUIET = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--hide-scrollbars",
];

/** Longer than a cold start on a slow machine. */
const PATIENCE_MS = 60_000;
/** Of the page's own clock, for pictures to be decoded and a clip's first frame to be shown. */
const SETTLE_MS = 5_000;

export interface Window {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** The path of the program; null when there is none. */
export function findChromium(path = DEFAULT_PATH): string | null {
  return existsSync(path) ? path : null;
}

/** A document as Chromium draws it: a PNG of the whole window, `scale` times its size. */
export async function screenshot(chromium: string, html: string, window: Window): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "atelier-picture-"));
  try {
    const page = join(folder, "page.html");
    const picture = join(folder, "picture.png");
    writeFileSync(page, html);
    const options = [
      `--user-data-dir=${join(folder, "profile")}`,
      `--virtual-time-budget=${SETTLE_MS}`,
      `--window-size=${window.width},${window.height}`,
      `--force-device-scale-factor=${window.scale}`,
      `--screenshot=${picture}`,
    ];
    await run(chromium, [...QUIET, ...options, pathToFileURL(page).href], { timeout: PATIENCE_MS });
    return readFileSync(picture);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
