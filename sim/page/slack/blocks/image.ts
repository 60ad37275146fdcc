import { h } from "preact";
import type { ComponentChild } from "preact";
import { fieldsIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";
import { textOf } from "../elements/choice.ts";
import { drawIcon } from "../../payload/icon.ts";
import { webTarget } from "../../payload/link-target.ts";
import { drawPlain } from "../text/mark-view.ts";
import type { Draw, DrawContext } from "./draw-context.ts";

interface Picture {
  /** Null: people see that it cannot be found. */
  readonly url: string | null;
  readonly alt: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** https://docs.slack.dev/reference/block-kit/blocks/image-block */
export const drawImageBlock: Draw = (block, context) => {
  const picture = pictureIn(block, context);
  if (picture === null) return null;
  const title = textOf(block, "title");
  return h(
    "figure",
    { class: "image" },
    title === null ? null : h("figcaption", null, drawPlain(title, context.viewer)),
    picture.url === null ? drawMissing(picture.alt) : drawOpening({ ...picture, url: picture.url }),
  );
};

/** Beside a text, or in a line of small print. https://docs.slack.dev/reference/block-kit/block-elements/image-element */
export function drawImageElement(element: Fields, context: DrawContext): ComponentChild | null {
  const picture = pictureIn(element, context);
  if (picture === null) return null;
  if (picture.url === null) return drawMissing(picture.alt);
  return h("img", {
    class: "small-image",
    src: picture.url,
    alt: picture.alt,
    title: picture.alt || undefined,
  });
}

/** Null: it names no picture. */
function pictureIn(holder: Fields, { pictures }: DrawContext): Picture | null {
  const alt = textIn(holder, "alt_text") ?? "";
  const slackFile = fieldsIn(holder, "slack_file");
  if (slackFile === null) {
    const url = webTarget(textIn(holder, "image_url") ?? "");
    return url === null ? null : { url, alt };
  }
  const reference = textIn(slackFile, "id") ?? textIn(slackFile, "url");
  if (reference === null) return null;
  const file = Object.hasOwn(pictures, reference) ? pictures[reference] : undefined;
  if (file === undefined || file === "missing") return { url: null, alt };
  return { url: file.url, alt, width: file.width, height: file.height };
}

/** Opens at full size. */
export const drawOpening = ({ url, alt, width, height }: Picture & { readonly url: string }): ComponentChild =>
  h(
    "a",
    { class: "media", href: url, target: "_blank", rel: "noreferrer noopener" },
    h("img", {
      src: url,
      alt: alt || "Picture",
      title: alt || undefined,
      width,
      height,
      loading: "lazy",
    }),
  );

const drawMissing = (alt: string): ComponentChild =>
  h(
    "div",
    { class: "missing" },
    drawIcon("broken"),
    h("span", null, "This file could not be found", alt === "" ? null : h("small", null, alt)),
  );
