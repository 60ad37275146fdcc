import { h } from "preact";
import type { ComponentChild } from "preact";

/** What this renderer does not know: shown as it came, never dropped. */
export const drawUnknown = (what: string, payload: unknown): ComponentChild =>
  h(
    "figure",
    { class: "unknown" },
    h("figcaption", null, `${what} that is not known here`),
    h("pre", null, h("code", null, JSON.stringify(payload, null, 2) ?? String(payload))),
  );
