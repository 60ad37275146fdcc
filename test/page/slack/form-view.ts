// A form with a field of every kind, and the commands of a manifest.

import type { ShownView } from "../../../sim/page/slack/form/shown-view.ts";
import { option, plain } from "./payloads.ts";

const input = (label: string, element: object, more: object = {}): object => ({
  type: "input",
  block_id: label.toLowerCase(),
  label: plain(label),
  element: { action_id: "value", ...element },
  ...more,
});

export const form: ShownView = {
  id: "V0FORM",
  appName: "Atelier",
  title: "Make a picture",
  submit: "Generate",
  close: "Cancel",
  blocks: [
    input(
      "Model",
      {
        type: "static_select",
        options: [option("Wan 2.7 Image", "wan"), option("Qwen Image 2.0 Pro", "qwen")],
        initial_option: option("Wan 2.7 Image", "wan"),
      },
      { dispatch_action: true },
    ),
    input(
      "Prompt",
      { type: "plain_text_input", multiline: true, max_length: 120, placeholder: plain("What should be seen?") },
      { hint: plain("In any language, up to 120 characters.") },
    ),
    input("Count", {
      type: "number_input",
      is_decimal_allowed: false,
      min_value: "1",
      max_value: "4",
      initial_value: "1",
    }),
    input(
      "Size",
      { type: "static_select", options: [option("Square", "1:1"), option("Wide", "16:9")] },
      { optional: true },
    ),
    input(
      "Options",
      {
        type: "checkboxes",
        options: [option("Watermark", "mark"), option("Thinking mode", "think")],
      },
      { optional: true },
    ),
    input(
      "Style",
      { type: "external_select", min_query_length: 1, placeholder: plain("Search styles") },
      { optional: true },
    ),
    input("Pictures", { type: "file_input", filetypes: ["png", "jpg"], max_files: 2 }, { optional: true }),
  ],
  pictures: {},
  values: {},
  errors: {},
  isSubmitting: false,
  isPushed: false,
};

export const commands = [
  {
    command: "/image",
    description: "Makes pictures",
    usageHint: "[prompt] --size 16:9 --n 2 --seed 41",
    appName: "Atelier",
  },
  {
    command: "/video",
    description: "Makes a video",
    usageHint: "[prompt] --duration 5 --resolution 720p",
    appName: "Atelier",
  },
  {
    command: "/r2v",
    description: "Makes a video from references",
    usageHint: "[prompt] --image https://…",
    appName: "Atelier",
  },
  {
    command: "/budget",
    description: "Shows and sets what may be spent",
    usageHint: "[show|set|clear]",
    appName: "Atelier",
  },
  { command: "/usage", description: "Shows what was spent", usageHint: "", appName: "Atelier" },
];
