import { h } from "preact";
import type { ComponentChild } from "preact";
import type { MediaFile } from "./media-file.ts";
import { Spoiler } from "./spoiler.ts";

/** A picture or a player in a frame, whose size the place around it decides. */
export function drawMedia(file: MediaFile): ComponentChild {
  const drawn = file.kind === "video" ? drawVideo(file) : drawImage(file);
  return file.spoiler ? h(Spoiler, { of: "media" }, drawn) : drawn;
}

const drawImage = ({ url, description, width, height }: MediaFile): ComponentChild =>
  h(
    "a",
    { class: "media", href: url, target: "_blank", rel: "noreferrer noopener" },
    h("img", {
      src: url,
      alt: description || "Image",
      title: description || undefined,
      width,
      height,
      loading: "lazy",
    }),
  );

const drawVideo = ({ url, description, width, height }: MediaFile): ComponentChild =>
  h(
    "div",
    { class: "media" },
    h("video", {
      src: url,
      controls: true,
      preload: "metadata",
      playsInline: true,
      "aria-label": description || "Video",
      width,
      height,
    }),
  );
