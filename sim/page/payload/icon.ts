import { h } from "preact";
import type { ComponentChild } from "preact";

/** Strokes on a field of 24 by 24. */
const PATHS = {
  document: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  external: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  eye: "M2 12s3.5-6 10-6 10 6 10 6-3.5 6-10 6-10-6-10-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  cross: "M6 6l12 12M18 6L6 18",
  down: "M6 9l6 6 6-6",
  right: "M9 6l6 6-6 6",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  warning: "M12 4L2.5 20h19zM12 10v4M12 17h.01",
  send: "M5 4l15 8-15 8 3-8z",
  upload: "M12 20V9M7 13l5-5 5 5M5 4h14",
  broken: "M4 5h16v14H4zM4 16l5-5 4 4M15 9h.01M20 4L4 20",
} as const;

export const drawIcon = (name: keyof typeof PATHS): ComponentChild =>
  h("svg", { class: `icon icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d: PATHS[name] }));
