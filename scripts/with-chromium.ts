import { findChromium, MISSING } from "../sim/page/picture/chromium.ts";

/** Draws with the Chromium of this machine; without one, says how to get it and ends with 1. */
export async function withChromium(draw: (executablePath: string) => Promise<void>): Promise<void> {
  const executablePath = findChromium(process.env["CHROMIUM_PATH"]);
  if (executablePath !== null) return await draw(executablePath);
  console.error(MISSING);
  process.exitCode = 1;
}
