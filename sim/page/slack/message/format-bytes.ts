const UNITS = ["B", "kB", "MB", "GB"];

export function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const amount = bytes / 1_000 ** power;
  return `${Number(amount.toFixed(amount < 10 && power > 0 ? 1 : 0))} ${UNITS[power]}`;
}
