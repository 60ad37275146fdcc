import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    /** Suites share no state; a test that needs a database or a server opens its own. */
    pool: "forks",
  },
});
