// The page's own files: TypeScript with the types taken away, style sheets, fonts, and Preact as it is published.

import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";

const PAGE = new URL("../page/", import.meta.url);

interface Asset {
  readonly contentType: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** What modules name without a path. */
const PACKAGES: Readonly<Record<string, string>> = {
  preact: "/packages/preact.mjs",
  "preact/hooks": "/packages/hooks.mjs",
};

export const IMPORT_MAP = JSON.stringify({ imports: PACKAGES });

const packaged = new Map(Object.entries(PACKAGES).map(([name, path]) => [path, import.meta.resolve(name)]));

const FONTS: Readonly<Record<string, string>> = {
  "/fonts/noto-sans.woff2": "@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2",
  "/fonts/noto-sans-italic.woff2": "@fontsource-variable/noto-sans/files/noto-sans-latin-wght-italic.woff2",
  "/fonts/twemoji.woff2": "twemoji-colr-font/twemoji.woff2",
};

/** Chinese, in a hundred files of which a browser asks for those that it needs: not every machine has a font for it. */
const CHINESE = "@fontsource-variable/noto-sans-sc/";
export const CHINESE_SHEET = "/fonts/chinese/index.css";

/** Undefined: there is no such file. Read each time, so that a change shows with the next reload. */
export function readAsset(path: string): Asset | undefined {
  try {
    return find(path);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw cause;
  }
}

function find(path: string): Asset | undefined {
  const module = packaged.get(path);
  if (module !== undefined) return script(withoutSourceMap(readText(new URL(module))));
  if (path === CHINESE_SHEET) return sheet(readText(new URL(import.meta.resolve(`${CHINESE}index.css`))));
  const chinese = /^\/fonts\/chinese\/(files\/[\w-]+\.woff2)$/.exec(path)?.[1];
  const font = chinese === undefined ? FONTS[path] : CHINESE + chinese;
  if (font !== undefined) return { contentType: "font/woff2", body: readBytes(new URL(import.meta.resolve(font))) };
  const own = /^\/page\/((?:[\w-]+\/)*[\w-]+\.(?:ts|css))$/.exec(path)?.[1];
  if (own === undefined) return undefined;
  const text = readText(new URL(own, PAGE));
  return own.endsWith(".ts") ? script(stripTypeScriptTypes(text)) : sheet(text);
}

const script = (body: string): Asset => ({ contentType: "text/javascript; charset=utf-8", body });
const sheet = (body: string): Asset => ({ contentType: "text/css; charset=utf-8", body });

const readText = (url: URL): string => readFileSync(url, "utf8");
const readBytes = (url: URL): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(fileURLToPath(url)));

/** It is not served, and a browser's tools would ask for it. */
const withoutSourceMap = (text: string): string => text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");

const IMPORT = /\b(?:from|import)\s*"([^"]+)"/g;

/** All modules that `entry` needs, for the page to ask for them at once instead of one after the other. */
export function modulesOf(entry: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(entry)) return found;
  found.add(entry);
  const asset = readAsset(entry);
  if (typeof asset?.body !== "string") throw new Error(`the page has no module ${entry}`);
  for (const [, named = ""] of asset.body.matchAll(IMPORT)) {
    modulesOf(PACKAGES[named] ?? new URL(named, `http://page${entry}`).pathname, found);
  }
  return found;
}
