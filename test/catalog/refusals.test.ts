// A refusal must name the option that was typed and what is allowed there, and say everything at once: nobody wants to
// find the second mistake by paying attention to the first.

import { expect, test } from "vitest";
import { UserError } from "../../src/domain/errors/errors.ts";
import { catalog, NOW, picture, problemsOf, read } from "./catalog-fixtures.ts";

test("all problems of a request are said at once", () => {
  const values = {
    model: "qwen-image-2-0-pro",
    prompt: "x".repeat(801),
    n: 7,
    size: "21:9",
    seed: 1,
    image_urls: "https://example.com/1.png not-a-url",
    negative_prompt: "y".repeat(501),
  };
  expect(problemsOf("image", values)).toEqual([
    { kind: "length", option: "prompt", min: 1, max: 800, got: 801 },
    { kind: "range", option: "n", min: 1, max: 6 },
    { kind: "choice", option: "size", allowed: ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3"], got: "21:9" },
    { kind: "not-offered", option: "seed", model: "Qwen Image 2.0 Pro" },
    { kind: "url", option: "image_urls", got: "not-a-url" },
    { kind: "length", option: "negative_prompt", min: null, max: 500, got: 501 },
  ]);
});

test("duration must be between 2 and 15", () => {
  const values = { image: picture("a.png"), duration: 16 };
  expect(problemsOf("video", values)).toEqual([
    { kind: "range", option: "duration", min: 2, max: 15, unit: "seconds" },
  ]);
});

test("a clip needs its picture, by the name of the slot", () => {
  expect(problemsOf("video", { prompt: "x" })).toEqual([{ kind: "required", option: "image" }]);
  const two = { image: picture("a.png"), image_urls: "https://example.com/b.png" };
  expect(problemsOf("video", two)).toEqual([{ kind: "count", option: "image", min: 1, max: 1, got: 2 }]);
});

test("a number that is none, and one that would lose its digits", () => {
  const image = picture("a.png");
  expect(problemsOf("video", { image, duration: 2.5 })).toEqual([{ kind: "not-whole", option: "duration" }]);
  expect(problemsOf("video", { image, duration: "five" })).toEqual([{ kind: "not-whole", option: "duration" }]);
  expect(problemsOf("video", { image, seed: "12345678901234567890" })).toEqual([
    { kind: "range", option: "seed", min: 0, max: Number.MAX_SAFE_INTEGER },
  ]);
});

test("characters are counted as people see them, not as UTF-16 does", () => {
  const model = "qwen-image-2-0-pro";
  expect(read("image", { model, prompt: "🐈".repeat(800) }).input).toEqual({ prompt: "🐈".repeat(800) });
  expect(problemsOf("image", { model, prompt: "🐈".repeat(801) })).toMatchObject([{ kind: "length", got: 801 }]);
});

test("a form that cannot be read is told by an example that can", () => {
  expect(problemsOf("image", { prompt: "x", color_palette: "red, green, blue" })).toEqual([
    { kind: "form", option: "color_palette", example: "#FF8800 40%, #223344 35%, #FFFFFF 25%" },
  ]);
  expect(problemsOf("image", { prompt: "x", color_palette: "#FF8800 60%, #223344 40%" })).toEqual([
    { kind: "count", option: "color_palette", min: 3, max: 10, got: 2 },
  ]);
  expect(problemsOf("image", { image: picture("a.png"), bbox_list: "[[1,2" })).toEqual([
    { kind: "form", option: "bbox_list", example: "100,100,400,400; 50,50,90,90 | none | 10,10,20,20" },
  ]);
  expect(problemsOf("r2v", { prompt: "x", image_with_roles: "first_frame https://example.com/1.png" })).toEqual([
    {
      kind: "form",
      option: "image_with_roles",
      example: "https://example.com/1.png https://example.com/2.png first_frame",
    },
  ]);
});

test("one mistake is one problem, however often it was made", () => {
  const bad = { hex: "#000000", ratio: "10%", opacity: 1 };
  expect(problemsOf("image", { prompt: "x", color_palette: JSON.stringify([bad, bad, bad]) })).toMatchObject([
    { kind: "form", option: "color_palette" },
  ]);
});

test("a field that was left empty was not typed", () => {
  expect(read("image", { prompt: "x", model: "", negative_prompt: "  ", seed: "", more: "" }).input).toEqual({
    prompt: "x",
  });
});

test("a role that does not exist names those that do", () => {
  const image_with_roles = '[{"url":"https://example.com/1.png","role":"villain"}]';
  expect(problemsOf("r2v", { prompt: "x", image_with_roles })).toEqual([
    { kind: "choice", option: "image_with_roles", allowed: ["reference_image", "first_frame"], got: "villain" },
  ]);
});

test("a menu's value is meant whatever its case", () => {
  const image = picture("a.png");
  expect(read("video", { image, resolution: "720P" }).input).toEqual({ image_urls: [image.url], resolution: "720p" });
});

test("an unknown model names those that are on; one that is off says so", () => {
  expect(problemsOf("image", { model: "dall-e", prompt: "x" })).toEqual([
    {
      kind: "choice",
      option: "model",
      allowed: ["wan2-7-image", "gemini-2-5-flash-image-preview-official", "qwen-image-2-0-pro"],
      got: "dall-e",
    },
  ]);
  const fewer = catalog.without(["wan2-7-image", "wan2-6-i2v-flash"]);
  expect(() => fewer.read("image", { model: "wan2-7-image", prompt: "x" }, NOW)).toThrow(
    new UserError("model.off", { detail: { model: "Wan 2.7 Image" } }),
  );
  expect(() => fewer.read("video", { image: picture("a.png") }, NOW)).toThrow(
    new UserError("command.off", { detail: { command: "video" } }),
  );
  expect(fewer.options("video")).toEqual([]);
  expect(fewer.options("image").find(({ name }) => name === "model")).toMatchObject({
    choices: [{ value: "gemini-2-5-flash-image-preview-official" }, { value: "qwen-image-2-0-pro" }],
  });
});

test("without its default, a command runs the cheapest model that is on", () => {
  const fewer = catalog.without(["wan2-7-image"]);
  expect(fewer.read("image", { prompt: "x" }, NOW).model.slug).toBe("gemini-2-5-flash-image-preview-official");
});

test.each(["\u3164", "\u200b\u200b", "\u0000", " \ufe0f"])("a prompt that nobody can see is missing", (prompt) => {
  expect(problemsOf("image", { prompt })).toEqual(problemsOf("image", {}));
  expect(problemsOf("image", { prompt })).not.toEqual([]);
});
