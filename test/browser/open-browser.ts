// One Chromium for all files of a run; each test has a profile of its own in it.

import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { findChromium, MISSING, QUIET } from "../../sim/page/picture/chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where it listens; null: there is none. */
    readonly browser: string | null;
  }
}

/** Where every change is judged, nothing is skipped: without a browser the run fails there. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = findChromium(process.env["CHROMIUM_PATH"]);
  if (executablePath === null) {
    if (process.env["CI"] !== undefined) throw new Error(MISSING);
    project.provide("browser", null);
    return undefined;
  }
  const server = await chromium.launchServer({ executablePath, args: [...QUIET] });
  project.provide("browser", server.wsEndpoint());
  return async () => await server.close();
}
