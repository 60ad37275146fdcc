import { createHash } from "node:crypto";
import { CHINESE_SHEET, IMPORT_MAP, modulesOf } from "./assets.ts";

const ENTRY = "/page/shell/main.ts";
export const SHEETS = [
  CHINESE_SHEET,
  "/page/shell/shell.css",
  "/page/payload/base.css",
  "/page/discord/discord.css",
  "/page/slack/slack.css",
];

const IMPORT_MAP_HASH = createHash("sha256").update(IMPORT_MAP).digest("base64");

/** Nothing from anywhere else, nothing inline but the import map, and nowhere to send anything but here. */
export const POLICY = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${IMPORT_MAP_HASH}'`,
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function drawDocument(): string {
  const preloads = [...modulesOf(ENTRY)].map((path) => `<link rel="modulepreload" href="${path}">`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>Atelier: the demo</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${SHEETS.map((href) => `<link rel="stylesheet" href="${href}">`).join("\n")}
<script type="importmap">${IMPORT_MAP}</script>
${preloads.join("\n")}
<script type="module" src="${ENTRY}"></script>
<body>
<div id="page"><noscript>This page needs JavaScript: it shows what the simulators hold, as it changes.</noscript></div>
`;
}

/** A framed sheet: the shell's own mark. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#c2412d"/><path d="M16 6 7 26h4l1.8-4.4h6.4L21 26h4zm-1.9 12.4L16 13.5l1.9 4.9z" fill="#fff8ee"/></svg>`;
