// @vitest-environment happy-dom
// If this breaks: a form on the page lets somebody send in what Slack would not, or loses what was entered.

import { describe, expect, test } from "vitest";
import { openForm, submit, valuesOf } from "./form-harness.ts";
import { form } from "./form-view.ts";
import { option, plain } from "./payloads.ts";

describe("a form", () => {
  test("is a dialog with a name, whose first field has the focus", async () => {
    const page = await openForm();
    const dialog = page.find("[role=dialog]");
    expect(document.getElementById(dialog.getAttribute("aria-labelledby") ?? "")?.textContent).toBe("Make a picture");
    expect(document.activeElement).toBe(page.named("Model"));
  });

  test("hands over what stands in every field", async () => {
    const page = await openForm();
    await page.type(page.named("Prompt"), "A red fox");
    await page.click(page.find("input[type=checkbox]"));
    await page.type(page.named("Count"), "3");
    await submit(page);
    expect(page.submitted.map(valuesOf)).toEqual([
      {
        model: "wan",
        prompt: "A red fox",
        count: "3",
        size: null,
        options: ["mark"],
        style: null,
        pictures: [],
      },
    ]);
  });

  test.each([
    ["Prompt", "", "Please complete this required field."],
    ["Prompt", "x".repeat(121), "Please use 120 characters or fewer."],
    ["Count", "five", "Please enter a whole number."],
    ["Count", "1.5", "Please enter a whole number."],
    ["Count", "0", "Please enter 1 or more."],
    ["Count", "5", "Please enter 4 or less."],
  ])("is not sent in with %s being %j", async (label, text, problem) => {
    const page = await openForm();
    await page.type(page.named("Prompt"), "A red fox");
    await page.type(page.named(label), text);
    await submit(page);
    expect(page.submitted).toEqual([]);
    const field = page.named(label);
    expect(field.getAttribute("aria-invalid")).toBe("true");
    const described = (field.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent);
    expect(described).toContain(problem);
    expect(document.activeElement).toBe(field);
  });

  test("takes back a problem as soon as it is none any more", async () => {
    const page = await openForm();
    await submit(page);
    expect(page.read()).toContain("Please complete this required field.");
    await page.type(page.named("Prompt"), "A red fox");
    expect(page.read()).not.toContain("Please complete");
  });

  test("shows what the app refused at its field, and brings the focus there", async () => {
    const page = await openForm();
    await page.show({ errors: { count: "This model makes at most 2." } });
    expect(page.read()).toContain("This model makes at most 2.");
    expect(document.activeElement).toBe(page.named("Count"));
  });

  test("counts the letters that are left near the end", async () => {
    const page = await openForm();
    await page.type(page.named("Prompt"), "x".repeat(50));
    expect(page.root.querySelector(".count")).toBeNull();
    await page.type(page.named("Prompt"), "x".repeat(125));
    expect(page.find(".count.over").textContent).toBe("-5");
  });

  test("cannot be changed or sent again while it is on its way", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const page = await openForm({ onSubmit: () => promise });
    await page.type(page.named("Prompt"), "A red fox");
    await submit(page);
    await submit(page);
    expect(page.submitted).toHaveLength(1);
    expect(page.find("form").getAttribute("aria-busy")).toBe("true");
    expect(page.named("Prompt").hasAttribute("readonly")).toBe(true);
    resolve();
    await page.show({});
    expect(page.named("Prompt").hasAttribute("readonly")).toBe(false);
  });

  test("stays, and says why, when it could not be sent", async () => {
    const page = await openForm({ onSubmit: async () => await Promise.reject(new Error("The app is not running.")) });
    await page.type(page.named("Prompt"), "A red fox");
    await submit(page);
    await page.show({});
    expect(page.find("[role=alert]").textContent).toBe("The app is not running.");
    expect(page.named("Prompt")).toMatchObject({ value: "A red fox" });
  });

  test("is left by Escape, by its button and by its cross", async () => {
    const page = await openForm();
    await page.press("Escape");
    await page.click(page.named("Cancel"));
    await page.click(page.named("Close"));
    expect(page.closed).toEqual(["closed", "closed", "closed"]);
  });

  test("keeps Tab inside", async () => {
    const page = await openForm();
    page.named("Generate").focus();
    await page.press("Tab");
    expect(document.activeElement).toBe(page.named("Close"));
    await page.press("Tab", { shiftKey: true });
    expect(document.activeElement).toBe(page.named("Generate"));
  });
});

describe("a form that the app changes", () => {
  const [model, prompt] = form.blocks;

  test("keeps what was entered in the fields that stay", async () => {
    const page = await openForm();
    await page.type(page.named("Prompt"), "A red fox");
    await page.type(page.named("Count"), "3");
    await page.show({ title: "Another model", blocks: [model, prompt] });
    expect(page.read()).not.toContain("Count");
    await submit(page);
    expect(page.submitted.map(valuesOf)).toEqual([{ model: "wan", prompt: "A red fox" }]);
  });

  test("does not keep what is not on offer any more", async () => {
    const page = await openForm();
    await page.click(page.find("input[type=checkbox]"));
    const marks = {
      type: "input",
      block_id: "options",
      label: plain("Options"),
      element: { type: "checkboxes", action_id: "value", options: [option("Upscale", "large")] },
      optional: true,
    };
    await page.show({ blocks: [model, prompt, marks] });
    await page.type(page.named("Prompt"), "A red fox");
    await page.click(page.named("Generate"));
    expect(valuesOf(page.submitted[0])).toMatchObject({ options: [] });
  });

  test("begins with what the view's state holds", async () => {
    const values = {
      prompt: { value: { type: "plain_text_input", value: "Kept" } },
      model: { value: { type: "static_select", selected_option: option("Qwen Image 2.0 Pro", "qwen") } },
    };
    const page = await openForm({ view: { values } });
    expect(page.named("Prompt")).toMatchObject({ value: "Kept" });
    expect(page.named("Model")).toMatchObject({ value: "Qwen Image 2.0 Pro" });
  });
});
