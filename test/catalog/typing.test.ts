// What people see while they type, and the forms that Edit fills: a value offered for another model is a refusal later, a
// misread line is another picture than the one described.

import { describe, expect, test } from "vitest";
import { UserError } from "../../src/domain/errors/errors.ts";
import { catalog, read } from "./catalog-fixtures.ts";

const suggest = (option: string, text: string, values = {}): string[] =>
  catalog.suggest({ command: "image", option, text, values }).map(({ value }) => value);

describe("suggestions", () => {
  test("depend on the chosen model, its default first", () => {
    expect(suggest("resolution", "")).toEqual(["2K", "1K"]);
    expect(suggest("resolution", "", { model: "qwen-image-2-0-pro" })).toEqual(["1K", "2K"]);
    expect(suggest("resolution", "", { model: "gemini-2-5-flash-image-preview-official" })).toEqual(["1K"]);
    expect(suggest("size", "", { model: "gemini-2-5-flash-image-preview-official" }).slice(0, 2)).toEqual([
      "1:1",
      "auto",
    ]);
    expect(catalog.suggest({ command: "image", option: "resolution", text: "", values: {} })[0]).toEqual({
      label: "2K (default)",
      value: "2K",
    });
  });

  test("are ranked by what was typed", () => {
    expect(suggest("size", "16")).toEqual(["16:9", "9:16"]);
    expect(suggest("size", "1024")).toEqual(["1024x1024"]);
    const begins = ["1:1", "16:9", "1K", "1024x1024", "1920x1080", "1080x1920"];
    expect(suggest("size", "1").slice(0, begins.length)).toEqual(begins);
    expect(suggest("size", "1")).toContain("9:16");
    expect(suggest("size", "nothing like it")).toHaveLength(10);
  });

  test("are read from half-typed options without complaint", () => {
    expect(suggest("resolution", "", { model: "qwe" })).toEqual(["2K", "1K"]);
    expect(suggest("prompt", "a cat")).toEqual([]);
    expect(suggest("seed", "", { model: "qwen-image-2-0-pro" })).toEqual([]);
    expect(catalog.suggest({ command: "nothing", option: "size", text: "", values: {} })).toEqual([]);
  });
});

describe("a form's text", () => {
  test("is an option a line, and reads like the command", () => {
    const text = [
      "size: 16:9",
      "n = 2",
      "Model: Wan 2.7 Image",
      "watermark: yes",
      "negative-prompt: blur",
      "image_urls: https://example.com/1.png",
      "  https://example.com/2.png",
      "",
      "seed:",
    ].join("\n");
    const values = catalog.readText("image", text);
    expect(values).toEqual({
      size: "16:9",
      n: 2,
      model: "Wan 2.7 Image",
      watermark: true,
      negative_prompt: "blur",
      image_urls: "https://example.com/1.png\n  https://example.com/2.png",
    });
    expect(read("image", values)).toMatchObject({
      model: { slug: "wan2-7-image" },
      input: { n: 2, image_urls: ["https://example.com/1.png", "https://example.com/2.png"] },
    });
  });

  test("a slot takes a URL there", () => {
    const values = catalog.readText(
      "r2v",
      "prompt: x\nfirst_frame: https://example.com/1.png\nvideo: https://example.com/1.mp4",
    );
    expect(read("r2v", values).input).toEqual({
      prompt: "x",
      image_with_roles: [{ url: "https://example.com/1.png", role: "first_frame" }],
      video_urls: ["https://example.com/1.mp4"],
    });
  });

  test("a name that does not exist gets the nearest that does, and all are said at once", () => {
    expect(() => catalog.readText("image", "hello\nsise: 16:9\nfrobnicate: 1\nn: 2")).toThrow(
      new UserError("request.invalid", {
        detail: {
          problems: [
            { kind: "unknown-option", option: "hello", nearest: null },
            { kind: "unknown-option", option: "sise", nearest: "size" },
            { kind: "unknown-option", option: "frobnicate", nearest: null },
          ],
        },
      }),
    );
  });
});
