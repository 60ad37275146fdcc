import { h } from "preact";
import type { ComponentChild } from "preact";
import type { MediaFile } from "./media-file.ts";

/** A picture or a player in a frame, whose size the place around it decides. */
export const drawMedia = (file: MediaFile): ComponentChild =>
  file.kind === "video" ? drawVideo(file) : drawImage(file);

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
