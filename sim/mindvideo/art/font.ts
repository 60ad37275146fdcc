import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { GlobalFonts } from "@napi-rs/canvas";

/** Noto Sans SC, Latin and Chinese, all weights. It comes with the project: no font of the machine is relied upon. */
const FAMILY = "Simulator Sans";

/** A CSS font of so many pixels; the first call in a thread reads the family, about 0.1 s. */
export function font(weight: 400 | 500 | 700, pixels: number): string {
  if (!GlobalFonts.has(FAMILY)) register();
  return `${weight} ${pixels}px "${FAMILY}"`;
}

/** The package cuts the family into a hundred files by script; together under one name they act as one. */
function register(): void {
  const anyFile = import.meta.resolve("@fontsource-variable/noto-sans-sc/files/noto-sans-sc-latin-wght-normal.woff2");
  const folder = dirname(fileURLToPath(anyFile));
  for (const name of readdirSync(folder)) {
    if (name.endsWith(".woff2")) GlobalFonts.register(readFileSync(join(folder, name)), FAMILY);
  }
}
