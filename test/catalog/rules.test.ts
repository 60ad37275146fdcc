// The pages state half of their constraints in prose. What slips through is paid for and fails, or is refused by the API
// in words that no one who typed a command can relate to it.

import { describe, expect, test } from "vitest";
import type { OptionValues } from "../../src/domain/messages/invocation.ts";
import { clip, picture, problemsOf, read, sound } from "./catalog-fixtures.ts";

const GEMINI = { model: "gemini-2-5-flash-image-preview-official", prompt: "a cat" };
const QWEN = { model: "qwen-image-2-0-pro", prompt: "a cat" };
const URL_1 = "https://example.com/1.png";
const PALETTE = "#FF8800 40%, #223344 35%, #FFFFFF 25%";
const a = picture("a.png");

type Case = readonly [what: string, command: string, values: OptionValues, says: string];

const refused: readonly Case[] = [
  ["no prompt and no image", "image", {}, "`prompt` is required unless there is an `image`"],
  [
    "five images in normal mode",
    "image",
    { prompt: "x", n: 5 },
    "`n` can be up to 4 (up to 12 with `enable_sequential` on)",
  ],
  [
    "boxes for one of two images",
    "image",
    { image: a, image_2: a, bbox_list: "1,1,2,2" },
    "`bbox_list` needs one entry per image (`image`, `image_2`): `none` for an image without boxes",
  ],
  [
    "boxes without an image",
    "image",
    { prompt: "x", bbox_list: "1,1,2,2" },
    "`bbox_list` needs one entry per image (`image`): `none` for an image without boxes",
  ],
  [
    "a box of three numbers",
    "image",
    { image: a, bbox_list: "1,1,2" },
    "Each box in `bbox_list` needs four numbers: left, top, right, bottom",
  ],
  [
    "a color without a ratio",
    "image",
    {
      prompt: "x",
      color_palette: '[{"hex":"#000000"},{"hex":"#111111","ratio":"50%"},{"hex":"#222222","ratio":"50%"}]',
    },
    "Each color in `color_palette` needs both hex and ratio",
  ],
  [
    "boxes in sequential mode",
    "image",
    { image: a, bbox_list: "1,1,2,2", enable_sequential: true },
    "`enable_sequential` and `bbox_list` exclude each other",
  ],
  [
    "a size that is none",
    "image",
    { prompt: "x", size: "4K" },
    "`size` must be an aspect ratio such as 16:9, a preset (1K or 2K) or pixels such as 1024x1024",
  ],
  [
    "too many pixels",
    "image",
    { prompt: "x", size: "4096x2160" },
    "`size` in pixels must be between 768x768 and 2048x2048 in all, and at most 8 times as long as wide",
  ],
  [
    "pixels too long for their width",
    "image",
    { prompt: "x", size: "3000*300" },
    "`size` in pixels must be between 768x768 and 2048x2048 in all, and at most 8 times as long as wide",
  ],
  ["a mask alone", "image", { ...GEMINI, mask: a }, "`mask` needs `image` to go with it"],
  ["a mask's URL alone", "image", { ...GEMINI, mask_url: URL_1 }, "`mask_url` needs `image` to go with it"],
  [
    "several shots without an extended prompt",
    "video",
    { image: a, shot_type: "multi", prompt_extend: false },
    "`shot_type` multi needs `prompt_extend` on",
  ],
  ["no reference", "r2v", { prompt: "x" }, "At least one `image` or `video` is needed"],
  [
    "six references together",
    "r2v",
    { prompt: "x", image: a, image_2: a, image_3: a, first_frame: a, video: clip("v.mp4"), video_2: clip("w.mp4") },
    "`image`, `image_2`, `image_3`, `first_frame` and `video`, `video_2` together can be at most 5",
  ],
  [
    "two first frames",
    "r2v",
    { prompt: "x", first_frame: a, image_with_roles: `${URL_1} first_frame` },
    "`first_frame`, `image_with_roles` can have only one first frame",
  ],
  [
    "eleven seconds with a reference video",
    "r2v",
    { prompt: "x", duration: 11, video_urls: "https://example.com/1.mp4" },
    "`duration` can be at most 10 seconds with `video_urls`",
  ],
];

describe("is refused, in the options' typed names", () => {
  test.each(refused)("%s", (_, command, values, says) => {
    expect(problemsOf(command, values)).toEqual([{ kind: "rule", says }]);
  });
});

const warned: readonly Case[] = [
  [
    "a palette in sequential mode",
    "image",
    { prompt: "x", color_palette: PALETTE, enable_sequential: true },
    "`color_palette` has no effect with `enable_sequential` on",
  ],
  [
    "thinking in sequential mode",
    "image",
    { prompt: "x", thinking_mode: true, enable_sequential: true },
    "`thinking_mode` has no effect with `enable_sequential` on",
  ],
  ["thinking about an edit", "image", { image: a, thinking_mode: true }, "`thinking_mode` has no effect with `image`"],
  [
    "three boxes for an image",
    "image",
    { image: a, bbox_list: "1,1,2,2; 3,3,4,4; 5,5,6,6" },
    "`bbox_list` has more than 2 boxes for an image. The model might use only 2",
  ],
  [
    "a palette of 99%",
    "image",
    { prompt: "x", color_palette: "#000000 40%, #111111 35%, #222222 24%" },
    "The ratios of `color_palette` should add up to 100%",
  ],
  [
    "an unusual ratio",
    "image",
    { prompt: "x", size: "3:2" },
    "`size` is an unusual ratio. The usual ones are 1:1, 16:9, 9:16, 4:3 and 3:4",
  ],
  [
    "two sizes",
    "image",
    { prompt: "x", size: "1K", resolution: "2K" },
    "`size` and `resolution` disagree. Either of them may count",
  ],
  ["a negative prompt for Wan", "image", { prompt: "x", negative_prompt: "y" }, "`negative_prompt` may have no effect"],
  [
    "four images for Qwen",
    "image",
    { ...QWEN, image: a, image_2: a, image_3: a, image_urls: URL_1 },
    "More than 3 reference images (`image`, `image_2`, `image_3`, `image_urls`). The model might use only 3 or 4",
  ],
  [
    "four images for Gemini",
    "image",
    { ...GEMINI, image: a, image_2: a, image_3: a, image_4: a },
    "More than 3 reference images (`image`, `image_2`, `image_3`, `image_4`). The model might use only 3",
  ],
  [
    "a sound for a silent clip",
    "video",
    { image: a, audio: false, audio_file: sound("s.mp3") },
    "`audio_file` is ignored with `audio` off",
  ],
  [
    "a prompt beside a template",
    "video",
    { image: a, prompt: "x", template: "flying" },
    "`prompt` is ignored when there is a `template`",
  ],
  [
    "a long prompt for a clip",
    "video",
    { image: a, prompt: "x".repeat(1501) },
    "`prompt` is longer than 1500 characters. The model might ignore the rest",
  ],
  ["a large seed", "video", { image: a, seed: 2147483648 }, "`seed` is above 2147483647. The model might refuse it"],
  [
    "a size beside a first frame",
    "r2v",
    { prompt: "x", size: "1:1", image: a, first_frame: a },
    "`size` is ignored with a first frame: the clip takes the frame's ratio",
  ],
  [
    "a first frame alone",
    "r2v",
    { prompt: "x", first_frame: a },
    "`first_frame` might not be enough. The model might need a reference image or video beside a first frame",
  ],
];

describe("runs with a warning", () => {
  test.each(warned)("%s", (_, command, values, says) => {
    expect(read(command, values).warnings).toEqual([says]);
  });
});

test.each<readonly [string, string, OptionValues]>([
  ["an edit without a prompt", "image", { image: a }],
  ["twelve images in sequence", "image", { prompt: "x", n: 12, enable_sequential: true }],
  ["four images", "image", { prompt: "x", n: 4 }],
  ["the largest size", "image", { prompt: "x", size: "2048x2048" }],
  ["the smallest size", "image", { prompt: "x", size: "768*768" }],
  ["boxes for the second image", "image", { image: a, image_2: a, bbox_list: "none | 1,1,2,2; 3,3,4,4" }],
  [
    "a palette in hundredths",
    "image",
    { prompt: "x", color_palette: "#000000 33.33%, #111111 33.33%, #222222 33.34%" },
  ],
  ["a mask with its image", "image", { ...GEMINI, image: a, mask: a }],
  ["ten seconds with a video", "r2v", { prompt: "x", duration: 10, video: clip("v.mp4") }],
  ["fifteen seconds without", "r2v", { prompt: "x", duration: 15, image: a }],
  [
    "five references",
    "r2v",
    { prompt: "x", image: a, image_2: a, video: clip("v.mp4"), video_2: clip("w.mp4"), video_3: clip("x.mp4") },
  ],
])("runs without a word: %s", (_, command, values) => {
  expect(read(command, values).warnings).toEqual([]);
});
