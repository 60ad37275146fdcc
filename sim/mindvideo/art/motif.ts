import { paintCity } from "./city.ts";
import { paintDunes } from "./dunes.ts";
import { paintForest } from "./forest.ts";
import { paintGarden } from "./garden.ts";
import { paintGeometry } from "./geometry.ts";
import { paintMountains } from "./mountains.ts";
import { paintPortrait } from "./portrait.ts";
import { hash } from "./random.ts";
import { paintSea } from "./sea.ts";
import type { Scene } from "./canvas.ts";

/** The first that a prompt's words, Chinese or English, call up. */
const MOTIFS: readonly (readonly [RegExp, Scene])[] = [
  [/city|street|neon|cyber|skyline|building|town|城|街|霓虹|赛博|楼/i, paintCity],
  [/flower|garden|meadow|blossom|rose|tulip|spring|花|园|草地|春/i, paintGarden],
  [/forest|tree|wood(?!en)|jungle|pine|林|树/i, paintForest],
  [/desert|dune|sand|camel|sahara|沙|漠/i, paintDunes],
  [/mountain|cloud|waterfall|valley|cliff|山|云|瀑布|峡谷/i, paintMountains],
  [/\bsea|ocean|wave|beach|ship|boat|\blake|island|海|湖|船|浪|岛/i, paintSea],
  [/portrait|person|woman|\bman\b|girl|boy|face|smile|人|女|男|脸|笑/i, paintPortrait],
];

const ANY: readonly Scene[] = [paintMountains, paintSea, paintDunes, paintGeometry, paintForest];

/** What a prompt is a picture of; where it gives no hint, its own words decide. */
export function motifFor(prompt: string, seed: number): Scene {
  const found = MOTIFS.find(([words]) => words.test(prompt))?.[1];
  return found ?? ANY[hash(`${seed}${prompt}`) % ANY.length] ?? paintMountains;
}
