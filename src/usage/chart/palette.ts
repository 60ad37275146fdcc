/** A dark card, which suits both platforms in either of their themes. */
export const COLOURS = {
  top: "#20232b",
  bottom: "#171a20",
  text: "#f4f5f7",
  plain: "#d6d9e0",
  quiet: "#a3a9b5",
  faint: "#2e333d",
  line: "#f5c451",
  rest: "#6b7280",
} as const;

/** Neighbours differ in brightness as well as in hue. */
const SERIES = ["#6c8cff", "#3ddbb4", "#ffb454", "#e56bb8", "#59c2ff", "#f4e06d", "#a58bff", "#ff7a66"] as const;

export const seriesColour = (index: number, isRest: boolean): string =>
  isRest ? COLOURS.rest : (SERIES[index % SERIES.length] ?? COLOURS.rest);

/** Warmer as a budget runs out. `share`: of the cap, from 0 to 1. */
export function budgetColour(share: number): string {
  if (share >= 1) return "#ff6b5e";
  return share >= 0.8 ? "#ffb454" : "#3ddbb4";
}
