import type { Reporter, TestModule } from "vitest/node";
import { findChromium, MISSING } from "../../sim/page/picture/chromium.ts";

/** Says in a line, after all others, that the tests of a project did not run, and what it takes. */
export const skippedReporter: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const concerned = modules.some(({ project }) => project.name === "browser");
    if (!concerned || findChromium(process.env["CHROMIUM_PATH"]) !== null) return;
    process.stdout.write(`\nThe tests of the demo's page were skipped. ${MISSING}\n`);
  },
};
