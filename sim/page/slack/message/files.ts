// What is shared with a message: pictures side by side, players, and the rest to download.

import { h } from "preact";
import type { ComponentChild } from "preact";
import { formatBytes } from "./format-bytes.ts";
import { drawIcon } from "../../payload/icon.ts";
import { drawOpening } from "../blocks/image.ts";
import type { ShownFile } from "./shown-message.ts";

export function drawFiles(files: readonly ShownFile[]): ComponentChild {
  if (files.length === 0) return null;
  const pictures = files.filter((file) => familyOf(file) === "image");
  const others = files.filter((file) => !pictures.includes(file));
  const caption = pictures.length === 1 ? pictures[0]?.title : `${pictures.length} files`;
  return h(
    "div",
    { class: "files" },
    pictures.length === 0
      ? null
      : h(
          "figure",
          { class: pictures.length === 1 ? "pictures alone" : "pictures" },
          h("figcaption", null, caption),
          h("div", { class: "row" }, pictures.map(drawPicture)),
        ),
    others.map(drawFile),
  );
}

const familyOf = ({ mimetype }: ShownFile): string => mimetype.split("/")[0] ?? "";

const drawPicture = (file: ShownFile): ComponentChild =>
  h(
    "div",
    { class: "picture", key: file.id },
    drawOpening({
      url: file.url,
      alt: file.altText || file.title,
      width: file.width,
      height: file.height,
    }),
    drawDownload(file),
  );

function drawFile(file: ShownFile): ComponentChild {
  switch (familyOf(file)) {
    case "video":
      return drawPlayer(
        file,
        h("video", { ...playing(file), playsInline: true, width: file.width, height: file.height }),
      );
    case "audio":
      return drawPlayer(file, h("audio", playing(file)));
    default:
      return drawCard(file);
  }
}

const playing = ({ url, altText, title }: ShownFile): Record<string, unknown> => ({
  src: url,
  controls: true,
  preload: "metadata",
  "aria-label": altText || title,
});

const drawPlayer = (file: ShownFile, player: ComponentChild): ComponentChild =>
  h(
    "figure",
    { class: `player of-${familyOf(file)}`, key: file.id },
    h("figcaption", null, file.title, drawDownload(file)),
    player,
  );

const drawCard = (file: ShownFile): ComponentChild =>
  h(
    "a",
    { class: "file-card", key: file.id, href: file.url, download: file.name },
    drawIcon("file"),
    h(
      "span",
      { class: "about" },
      h("span", { class: "name" }, file.title),
      h("small", null, [typeOf(file), formatBytes(file.size), file.altText].filter(Boolean).join(" · ")),
    ),
    drawIcon("download"),
  );

const typeOf = ({ name, mimetype }: ShownFile): string => /\.([^.]{1,5})$/.exec(name)?.[1]?.toUpperCase() ?? mimetype;

const drawDownload = (file: ShownFile): ComponentChild =>
  h(
    "a",
    {
      class: "download",
      href: file.url,
      download: file.name,
      "aria-label": `Download ${file.name}`,
    },
    drawIcon("download"),
  );
