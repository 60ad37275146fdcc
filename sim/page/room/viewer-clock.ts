/** How this browser writes moments. */
export const CLOCK = {
  locale: "en-US",
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
} as const;
