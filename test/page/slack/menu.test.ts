// @vitest-environment happy-dom
// If this breaks: a menu offers what it does not have, or can be used by the mouse alone.

import { describe, expect, test } from "vitest";
import type { OptionsQuery } from "../../../sim/page/slack/elements/action.ts";
import type { Page } from "./dom.ts";
import { openForm, valuesOf } from "./form-harness.ts";
import { option, plain } from "./payloads.ts";

const choices = (page: Page): readonly string[] =>
  Array.from(page.root.querySelectorAll("[role=option] .words"), ({ textContent }) => textContent ?? "");

describe("a menu", () => {
  test("is searched and chosen from by the keyboard alone, and tells the app when its block asks for it", async () => {
    const page = await openForm();
    await page.press("ArrowDown");
    expect(choices(page)).toEqual(["Wan 2.7 Image", "Qwen Image 2.0 Pro"]);
    const input = page.named("Model");
    expect(document.getElementById(input.getAttribute("aria-activedescendant") ?? "")?.textContent).toContain("Wan");
    await page.press("ArrowDown");
    await page.press("Enter");
    expect(input).toMatchObject({ value: "Qwen Image 2.0 Pro" });
    expect(page.actions).toMatchObject([
      { blockId: "model", actionId: "value", type: "static_select", values: ["qwen"] },
    ]);
    expect(valuesOf(page.actions[0]?.state)).toMatchObject({ model: "qwen", count: "1" });
    expect(page.submitted).toEqual([]);
  });

  test("shows what was typed, and says when nothing is like it", async () => {
    const page = await openForm();
    await page.type(page.named("Model"), "qw");
    expect(choices(page)).toEqual(["Qwen Image 2.0 Pro"]);
    await page.type(page.named("Model"), "zz");
    expect(page.find("[role=status]").textContent).toBe("No results");
  });

  test("that is closed by Escape leaves the form open and the choice as it was", async () => {
    const page = await openForm();
    await page.press("ArrowDown");
    await page.press("Escape");
    expect(page.closed).toEqual([]);
    expect(page.named("Model")).toMatchObject({ value: "Wan 2.7 Image" });
  });

  test("that need not be filled in can be emptied again", async () => {
    const size = {
      type: "input",
      block_id: "size",
      label: plain("Size"),
      optional: true,
      element: { type: "static_select", action_id: "value", options: [option("Wide", "16:9")] },
    };
    const page = await openForm({ view: { blocks: [size] } });
    expect(page.root.querySelector(".clear")).toBeNull();
    await page.press("Enter");
    await page.press("Enter");
    expect(page.named("Size (optional)")).toMatchObject({ value: "Wide" });
    await page.click(page.named("Clear"));
    expect(page.named("Size (optional)")).toMatchObject({ value: "" });
  });
});

describe("an external menu", () => {
  test("asks the app for what was typed, and shows what it answers to the last letter", async () => {
    const answers: Record<string, (options: readonly unknown[]) => void> = {};
    const suggest = async ({ typed }: OptionsQuery): Promise<readonly unknown[]> =>
      await new Promise((resolve) => {
        answers[typed] = resolve;
      });
    const page = await openForm({ suggest });
    const field = page.named("Style (optional)");
    await page.click(field);
    expect(page.find("[role=status]").textContent).toBe("Type a letter to search");
    await page.type(field, "w");
    await page.type(field, "wa");
    expect(page.queries.map(({ typed, blockId }) => [blockId, typed])).toEqual([
      ["style", "w"],
      ["style", "wa"],
    ]);
    expect(page.read()).toContain("Loading…");
    answers["wa"]?.([option("Water colour", "water")]);
    answers["w"]?.([option("Wood cut", "wood")]);
    await page.answered();
    expect(page.root.querySelectorAll("[role=option]")).toHaveLength(1);
    await page.press("Enter");
    expect(field).toMatchObject({ value: "Water colour" });
  });

  test("says when the app did not answer", async () => {
    const page = await openForm({ suggest: async () => await Promise.reject(new Error("The app is not running.")) });
    await page.type(page.named("Style (optional)"), "w");
    await page.answered();
    expect(page.find("[role=status]").textContent).toBe("The app is not running.");
  });
});
