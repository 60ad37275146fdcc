import { paintMountains } from "./mountains.ts";
import { hash } from "./random.ts";
import { paintSea } from "./sea.ts";
import type { Scene } from "./stage.ts";

const MOTIFS: readonly (readonly [RegExp, Scene])[] = [
  [/sea|ocean|wave|beach|ship|boat|lake|water(?!fall)|海(?!之上)|湖|船|浪/i, paintSea],
  [/mountain|cloud|waterfall|valley|cliff|sky|山|云|瀑布|峡谷|天空/i, paintMountains],
];

const ANY: readonly Scene[] = [paintMountains, paintSea];

/** What a prompt is a picture of; where it gives no hint, its own words decide. */
export function motifFor(prompt: string, seed: number): Scene {
  const found = MOTIFS.find(([words]) => words.test(prompt))?.[1];
  return found ?? ANY[hash(`${seed}${prompt}`) % ANY.length] ?? paintMountains;
}
