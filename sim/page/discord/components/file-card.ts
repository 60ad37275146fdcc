import { h } from "preact";
import type { ComponentChild } from "preact";
import { drawIcon } from "../../payload/icon.ts";
import { mediaIn } from "./media-file.ts";
import type { MediaFile } from "./media-file.ts";
import type { Draw } from "./draw-context.ts";

/** https://docs.discord.com/developers/components/reference#file */
export const drawFile: Draw = (component, { attachments }) => {
  const file = mediaIn(component, "file", attachments);
  return file && drawFileCard(file);
};

/** A file to download; one with sound plays in place. */
export function drawFileCard(file: MediaFile): ComponentChild {
  return h(
    "div",
    { class: "file" },
    drawIcon("document"),
    h(
      "div",
      { class: "about" },
      h("a", { class: "link", href: file.url, download: file.filename }, file.filename),
      file.size === null ? null : h("small", null, formatBytes(file.size)),
    ),
    file.kind === "audio" ? h("audio", { src: file.url, controls: true, preload: "metadata" }) : null,
  );
}

/** Like the client: powers of 1024 under the names of powers of 1000. */
function formatBytes(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const amount = bytes / 1_024 ** power;
  return `${power === 0 ? amount : amount.toFixed(2)} ${units[power]}`;
}
