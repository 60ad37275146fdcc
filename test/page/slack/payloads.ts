// The parts that messages and forms of an app are made of. Pictures are drawn here, so that nothing is asked of the network.

import type { ShownFile, ShownMessage } from "../../../sim/page/slack/message/shown-message.ts";
import type { Viewer } from "../../../sim/page/slack/viewer.ts";

export const NOW = Date.UTC(2026, 10, 20, 14, 41, 30);

const NAMES: Readonly<Record<string, string>> = {
  "user U0BO": "Bo",
  "user U0ADA": "Ada",
  "channel C0STUDIO": "studio",
};

export const viewer: Viewer = {
  now: NOW,
  locale: "en-US",
  timeZone: "UTC",
  userId: "U0BO",
  nameOf: (kind, id) => NAMES[`${kind} ${id}`],
};

const svg = (hue: number, width: number, height: number): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="hsl(${hue} 70% 62%)"/><stop offset="1" stop-color="hsl(${(hue + 60) % 360} 60% 30%)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><circle cx="70%" cy="30%" r="12%" fill="hsl(${(hue + 30) % 360} 90% 80%)"/></svg>`,
  )}`;

export const picture = (id: string, hue = 200, width = 640, height = 640): ShownFile => ({
  id,
  name: `picture-${id.slice(-1)}.png`,
  title: `Picture ${id.slice(-1)}`,
  url: svg(hue, width, height),
  mimetype: "image/png",
  size: 482_113,
  altText: `A red fox in snow, number ${id.slice(-1)}`,
  width,
  height,
});

export const clip: ShownFile = {
  id: "F0CLIP01",
  name: "clip.mp4",
  title: "Video 1",
  url: "https://files.example/clip.mp4",
  mimetype: "video/mp4",
  size: 4_182_113,
  altText: "She walks down a rainy street",
  width: 640,
  height: 360,
};

export const plain = (text: string): object => ({ type: "plain_text", text, emoji: true });
export const mrkdwn = (text: string): object => ({ type: "mrkdwn", text });
export const words = (text: string, style?: object): object => ({ type: "text", text, ...(style && { style }) });
export const section = (...elements: readonly object[]): object => ({ type: "rich_text_section", elements });
export const richText = (...elements: readonly object[]): object => ({ type: "rich_text", elements });
export const button = (text: string, action: string, more: object = {}): object => ({
  type: "button",
  text: plain(text),
  action_id: action,
  value: `${action}:1`,
  ...more,
});
export const option = (text: string, value: string): object => ({ text: plain(text), value });

const EMPTY: ShownMessage = {
  id: "C0STUDIO/1",
  author: { name: "Atelier", bot: true },
  text: "",
  blocks: [],
  files: [],
  pictures: {},
  ephemeral: false,
  edited: false,
  createdAt: NOW - 120_000,
};

export const messageOf = (message: Partial<ShownMessage>): ShownMessage => ({ ...EMPTY, ...message });
