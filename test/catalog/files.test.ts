// Pictures are counted by the order they arrive in ("image 1"), and a file of the wrong kind costs a failed run. Both are
// decided before anything is sent.

import { describe, expect, test } from "vitest";
import type { Attachment, OptionValues } from "../../src/domain/messages/invocation.ts";
import type { Problem } from "../../src/domain/messages/problem.ts";
import { clip, NOW, picture, problemsOf, read, sound } from "./catalog-fixtures.ts";

const MIB = 1024 * 1024;
const url = (name: string): string => `https://cdn.example.com/${name}`;
const WAN_TYPES = ["image/jpeg", "image/png", "image/bmp", "image/webp"];

describe("order", () => {
  test("slots by their number, then the URLs as they were typed", () => {
    const values = {
      image_urls: "https://example.com/x.png, https://example.com/y.png\nhttps://example.com/z.png",
      image_2: picture("b.png"),
      image: picture("a.png"),
      image_10: picture("j.png"),
    };
    expect(read("image", values).input).toEqual({
      image_urls: [
        url("a.png"),
        url("b.png"),
        url("j.png"),
        "https://example.com/x.png",
        "https://example.com/y.png",
        "https://example.com/z.png",
      ],
    });
  });

  test("a first frame is last, so that image 1 stays the first reference; a voice goes with its image", () => {
    const values = {
      prompt: "图1 and 图2",
      first_frame: picture("first.png"),
      image_with_roles: "https://example.com/x.png",
      voice_2: sound("b.mp3"),
      image: picture("a.png"),
      image_2: picture("b.png"),
      video: clip("v.mp4"),
    };
    expect(read("r2v", values).input).toEqual({
      prompt: "图1 and 图2",
      image_with_roles: [
        { url: url("a.png"), role: "reference_image" },
        { url: url("b.png"), role: "reference_image", reference_voice: url("b.mp3") },
        { url: "https://example.com/x.png", role: "reference_image" },
        { url: url("first.png"), role: "first_frame" },
      ],
      video_urls: [url("v.mp4")],
    });
  });

  test("roles and voices can be written beside the URLs", () => {
    const image_with_roles =
      "https://example.com/1.png voice=https://example.com/1.mp3, https://example.com/2.png\nhttps://example.com/3.png first_frame";
    expect(read("r2v", { prompt: "x", image_with_roles }).input).toEqual({
      prompt: "x",
      image_with_roles: [
        { url: "https://example.com/1.png", role: "reference_image", reference_voice: "https://example.com/1.mp3" },
        { url: "https://example.com/2.png", role: "reference_image" },
        { url: "https://example.com/3.png", role: "first_frame" },
      ],
    });
  });

  test("a single file goes where the schema wants a string", () => {
    const model = "gemini-2-5-flash-image-preview-official";
    const values = { model, prompt: "x", image: picture("a.png"), mask: picture("m.png") };
    expect(read("image", values).input).toEqual({ prompt: "x", image_urls: [url("a.png")], mask_url: url("m.png") });
    expect(problemsOf("image", { ...values, mask_url: url("n.png") })).toEqual([
      { kind: "count", option: "mask_url", min: null, max: 1, got: 2 },
    ]);
  });

  test("a voice without its image is nobody's", () => {
    expect(problemsOf("r2v", { prompt: "x", image: picture("a.png"), voice_2: sound("b.mp3") })).toEqual([
      { kind: "needs", option: "voice_2", needs: "image_2" },
    ]);
  });
});

describe("URLs", () => {
  test("commas inside a URL and in a data URI do not end it", () => {
    const data = "data:image/png;base64,iVBORw0KGgo=";
    const image_urls = `https://example.com/a.png?crop=1,2,3,4,${data}`;
    expect(read("image", { image_urls }).input).toEqual({
      image_urls: ["https://example.com/a.png?crop=1,2,3,4", data],
    });
  });

  test.each<readonly [string, string, OptionValues, string]>([
    ["a word", "image", { image_urls: "cat.png" }, "image_urls"],
    ["another scheme", "image", { image_urls: "file:///etc/passwd" }, "image_urls"],
    [
      "base64 where the page refuses it",
      "image",
      { model: "qwen-image-2-0-pro", prompt: "x", image_urls: "data:image/png;base64,AA==" },
      "image_urls",
    ],
    ["a sound as a data URI of an image", "image", { image_urls: "data:audio/mp3;base64,AA==" }, "image_urls"],
    [
      "a voice that is no URL",
      "r2v",
      { prompt: "x", image_with_roles: "https://example.com/1.png voice=1.mp3" },
      "image_with_roles",
    ],
    [
      "an item of a list of another shape",
      "r2v",
      { prompt: "x", image_with_roles: '[{"url":"1.png","role":"first_frame"}]' },
      "image_with_roles",
    ],
  ])("refused: %s", (_, command, values, option) => {
    expect(problemsOf(command, values)).toMatchObject([{ kind: "url", option }]);
  });
});

type Refusal = readonly [what: string, command: string, option: string, file: Attachment, problem: Problem];

describe("files are refused where the sources agree", () => {
  test.each<Refusal>([
    [
      "text for a picture",
      "image",
      "image",
      picture("a.txt", { contentType: "text/plain; charset=utf-8" }),
      { kind: "file-kind", option: "image", allowed: WAN_TYPES, got: "text/plain" },
    ],
    [
      "an animation",
      "image",
      "image_3",
      picture("a.gif", { contentType: "image/gif" }),
      { kind: "file-kind", option: "image_3", allowed: WAN_TYPES, got: "image/gif" },
    ],
    [
      "more than 20 MB",
      "image",
      "image",
      picture("a.png", { bytes: 20 * MIB + 1 }),
      { kind: "file-bytes", option: "image", maxBytes: 20 * MIB, gotBytes: 20 * MIB + 1 },
    ],
    [
      "too few pixels",
      "image",
      "image",
      picture("a.png", { width: 239, height: 500 }),
      { kind: "file-pixels", option: "image", min: 240, max: 8000, got: "239×500" },
    ],
    [
      "too many pixels",
      "video",
      "image",
      picture("a.png", { width: 8001, height: 5000 }),
      { kind: "file-pixels", option: "image", min: 240, max: 8000, got: "8001×5000" },
    ],
    [
      "too long for its width",
      "image",
      "image",
      picture("a.png", { width: 300, height: 2500 }),
      { kind: "file-ratio", option: "image", max: 8, got: "300×2500" },
    ],
    [
      "a clip for a picture",
      "video",
      "image",
      clip("v.mp4"),
      { kind: "file-kind", option: "image", allowed: WAN_TYPES, got: "video/mp4" },
    ],
    [
      "a picture for a clip",
      "r2v",
      "video",
      picture("a.png"),
      { kind: "file-kind", option: "video", allowed: ["video/*"], got: "image/png" },
    ],
    [
      "a link that has expired",
      "image",
      "image",
      picture("a.png", { expiresAt: NOW }),
      { kind: "file-expired", option: "image" },
    ],
  ])("%s", (_, command, option, file, problem) => {
    expect(problemsOf(command, { prompt: "x", [option]: file })).toEqual([problem]);
  });

  test("each bad file is named, and a sound too", () => {
    const values = {
      image: picture("a.png", { bytes: 30 * MIB }),
      audio_file: sound("s.ogg", { contentType: "audio/ogg", bytes: 16 * MIB }),
    };
    expect(problemsOf("video", values)).toMatchObject([
      { kind: "file-bytes", option: "image" },
      { kind: "file-kind", option: "audio_file", got: "audio/ogg" },
      { kind: "file-bytes", option: "audio_file", maxBytes: 15 * MIB },
    ]);
  });
});

describe("files run with a warning where the sources do not agree", () => {
  const a = picture("a.png");
  test.each<readonly [string, string, OptionValues, string]>([
    [
      "11 MB for a clip",
      "video",
      { image: picture("a.png", { bytes: 11 * MIB }) },
      "`image` is larger than 10 MB. The model might refuse it",
    ],
    [
      "8 MB for Gemini",
      "image",
      { model: "gemini-2-5-flash-image-preview-official", prompt: "x", image: picture("a.png", { bytes: 8 * MIB }) },
      "`image` is larger than 7 MB. The model might refuse it",
    ],
    [
      "a sound of two seconds",
      "video",
      { image: a, audio_file: sound("s.mp3", { seconds: 2 }) },
      "`audio_file` is not 3 to 30 seconds long: what is longer is cut, what is shorter leaves the end silent",
    ],
    [
      "a reference clip of a minute",
      "r2v",
      { prompt: "x", video_2: clip("v.mp4", { seconds: 60 }), video: clip("w.mp4", { seconds: 20 }) },
      "`video_2` should be 1 to 30 seconds long",
    ],
    [
      "a WebM",
      "r2v",
      { prompt: "x", video: clip("v.webm", { contentType: "video/webm" }) },
      "`video` is not MP4 or MOV. The model might refuse it",
    ],
    [
      "a long voice",
      "r2v",
      { prompt: "x", image: a, voice: sound("s.mp3", { seconds: 11 }) },
      "`voice` should be 1 to 10 seconds long",
    ],
  ])("%s", (_, command, values, says) => {
    expect(read(command, values).warnings).toEqual([says]);
  });

  test("nothing is said of what the platform did not measure", () => {
    const video = clip("v.mp4", { width: null, height: null, seconds: null, contentType: null });
    expect(read("r2v", { prompt: "x", video }).warnings).toEqual([]);
  });
});
