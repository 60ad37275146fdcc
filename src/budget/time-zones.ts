// Finds IANA time zones by what people type. Pure, but for the runtime's own list of zones.

import { nearest } from "../domain/text/nearest.ts";
import type { Choice } from "../domain/messages/option.ts";

/** Newer names of zones that the runtime knows by an older one: https://data.iana.org/time-zones/tzdb/backward */
const RENAMED: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Louisville": "America/Kentucky/Louisville",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** Both names where there are two, the newer first. */
const ZONES: readonly string[] = [
  "UTC",
  ...Intl.supportedValuesOf("timeZone").flatMap((zone) => [
    ...(RENAMED[zone] === undefined ? [] : [RENAMED[zone]]),
    zone,
  ]),
];

/** Lower case, without accents, words apart: `America/New_York` and `new york` have the same words. */
const words = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s_/]+/g, " ")
    .trim();

const cityOf = (zone: string): string => words(zone.slice(zone.lastIndexOf("/") + 1));

/** Longer than the name of any zone. */
const MOST_CHARS = 64;

/** Finds a zone by its full name or by its city; null if there is none. */
export function findZone(typed: string): string | null {
  if (typed.length > MOST_CHARS) return null;
  const wanted = words(typed);
  const known = ZONES.find((zone) => words(zone) === wanted) ?? ZONES.find((zone) => cityOf(zone) === wanted);
  if (known !== undefined) return known;
  // Names older still, such as `US/Eastern`. Offsets know no daylight saving, and abbreviations have several meanings.
  const name = typed.trim().replace(/\s+/g, "_");
  return /^[a-z]+\/[\w/+-]+$/i.test(name) ? resolved(name) : null;
}

function resolved(timeZone: string): string | null {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** The zone that was probably meant; null if no name is near. */
export function nearestZone(typed: string): string | null {
  const wanted = words(typed);
  const name = nearest(
    wanted,
    ZONES.flatMap((zone) => [words(zone), cityOf(zone)]),
  );
  return ZONES.find((zone) => words(zone) === name || cityOf(zone) === name) ?? null;
}

/** Zones that match what is typed, likeliest first, each with its current time, by which people recognise their own. */
export const suggestZones = (typed: string, at: number): readonly Choice[] =>
  ZONES.map((zone) => ({ zone, rank: rankOf(zone, words(typed)) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ zone }) => ({ label: `${zone} (${clockOf(zone, at)})`, value: zone }));

const NO_MATCH = 4;

function rankOf(zone: string, wanted: string): number {
  if (cityOf(zone) === wanted || words(zone) === wanted) return 0;
  if (cityOf(zone).startsWith(wanted)) return 1;
  if (` ${words(zone)}`.includes(` ${wanted}`)) return 2;
  return words(zone).includes(wanted) ? 3 : NO_MATCH;
}

const clockOf = (timeZone: string, at: number): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", weekday: "short" }).format(at);
