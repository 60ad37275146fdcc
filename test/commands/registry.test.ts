// The registry is what every platform publishes. A model whose command does not exist would be paid-for code nobody can run.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandNamed, commandSpecs } from "../../commands/index.ts";
import { createCatalog } from "../../src/catalog/create-catalog.ts";
import { TerminalError } from "../../src/domain/errors/errors.ts";
import { catalog, SCHEMAS } from "../catalog/catalog-fixtures.ts";

test("generation commands offer the options of their models, the others their own", () => {
  const specs = commandSpecs(catalog);
  expect(specs.map(({ name }) => name)).toEqual(["image", "video", "r2v", "jobs", "budget", "usage", "models", "help"]);
  for (const { name, description, options } of specs) {
    expect(name).toMatch(/^[a-z0-9_-]{1,32}$/);
    expect(description.length).toBeGreaterThan(0);
    expect(description.length).toBeLessThanOrEqual(100);
    const command = commandNamed(name);
    expect(options).toEqual(command?.gives === "generation" ? catalog.options(name) : (command?.options ?? []));
  }
});

test("a command whose models are all off is not offered", () => {
  const specs = commandSpecs(catalog.without(["wan2-6-i2v-flash"]));
  expect(specs.map(({ name }) => name)).toEqual(["image", "r2v", "jobs", "budget", "usage", "models", "help"]);
});

test("a model of a command that does not exist is refused, and told which do", async () => {
  const document = JSON.parse(await readFile(join(SCHEMAS, "qwen-image-2-0-pro.json"), "utf8")) as object;
  const stray = createCatalog([{ ...document, command: "music" }]);
  expect(() => commandSpecs(stray)).toThrow(
    new TerminalError("catalog.broken", {
      detail: { faults: ["qwen-image-2-0-pro: there is no command music, only image, video, r2v"] },
    }),
  );
});

test("a command with subcommands is one only with one of them", () => {
  expect(commandNamed("budget set")?.name).toBe("budget");
  for (const typed of ["budget", "budget seize", "image set"]) expect(commandNamed(typed)).toBeNull();
});

test("a name that is no command is none", () => {
  expect(commandNamed("constructor")).toBeNull();
});
