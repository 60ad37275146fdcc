import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Fragment, h } from "preact";
import type { ComponentChild } from "preact";
import { renderToString } from "preact-render-to-string";

/** The first in the client's list that is free, and the emoji that the client shows. */
const FONTS = [
  {
    family: "Noto Sans",
    style: "normal",
    url: import.meta.resolve("@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2"),
  },
  {
    family: "Noto Sans",
    style: "italic",
    url: import.meta.resolve("@fontsource-variable/noto-sans/files/noto-sans-latin-wght-italic.woff2"),
  },
  { family: "Twemoji", style: "normal", url: import.meta.resolve("twemoji-colr-font/twemoji.woff2") },
] as const;

/** A page that stands alone: style sheets and fonts are inside, so that it looks alike on every machine. */
export function drawDocument(content: ComponentChild): string {
  const sheets = ["../payload/base.css", "../discord/discord.css", "./sheet.css"];
  const css = [...FONTS.map(fontFace), ...sheets.map((sheet) => readCss(sheet))].join("\n");
  return `<!doctype html><meta charset="utf-8"><style>${css}</style>${renderToString(h(Fragment, null, content))}`;
}

function readCss(path: string, from = import.meta.url): string {
  const url = new URL(path, from);
  return readFileSync(url, "utf8").replaceAll(/@import "([^"]+)";/g, (_, inner: string) => readCss(inner, url.href));
}

function fontFace({ family, style, url }: (typeof FONTS)[number]): string {
  const source = dataUrl("font/woff2", readFileSync(fileURLToPath(url)));
  return `@font-face{font-family:"${family}";font-style:${style};font-weight:100 900;src:url(${source})}`;
}

export const dataUrl = (contentType: string, bytes: Uint8Array): string =>
  `data:${contentType};base64,${Buffer.from(bytes).toString("base64")}`;
