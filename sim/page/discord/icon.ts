import { h } from "preact";
import type { ComponentChild } from "preact";

/** Strokes on a field of 24 by 24. */
const PATHS = {
  file: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  external: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  eye: "M2 12s3.5-6 10-6 10 6 10 6-3.5 6-10 6-10-6-10-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
} as const;

export const drawIcon = (name: keyof typeof PATHS): ComponentChild =>
  h("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d: PATHS[name] }));
