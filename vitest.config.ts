import { defineConfig } from "vitest/config";
import { skippedReporter } from "./test/browser/skipped-reporter.ts";

const BROWSER_TESTS = "test/browser/**/*.test.ts";

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    /** The JSON is what `.ci/run` counts. */
    reporters: ["default", ["json", { outputFile: "out/test-results.json" }], skippedReporter],
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["test/**/*.test.ts"],
          exclude: [BROWSER_TESTS],
          globalSetup: ["test/postgres/share-postgres.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: [BROWSER_TESTS],
          globalSetup: ["test/browser/open-browser.ts"],
          setupFiles: ["test/browser/skip-without-browser.ts"],
          /** A page, a bot and three simulators are enough for one machine at a time. */
          maxWorkers: 1,
          /** Many short waits, each with a patience of its own. */
          testTimeout: 60_000,
          /** After the others. */
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
