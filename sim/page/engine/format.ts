export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3_600 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : `${Math.floor(seconds / 3_600)} h`;
}

/** US dollars, with as many decimals as the amount has. */
export const formatDollars = (dollars: number): string => `$${dollars.toFixed(5).replace(/0{1,3}$/, "")}`;

const CLOCK = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

export const formatTime = (at: number): string => CLOCK.format(at);
