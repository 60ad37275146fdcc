// How far the work is. https://docs.slack.dev/reference/block-kit/blocks/task-card-block

import { h } from "preact";
import type { ComponentChild } from "preact";
import { lookUp, textIn } from "../../payload/fields.ts";
import { drawIcon } from "../../payload/icon.ts";
import { drawPlain } from "../text/mark-view.ts";
import type { Draw } from "./draw-context.ts";

const STATUSES: Readonly<
  Record<string, { readonly look: string; readonly words: string; readonly icon: ComponentChild }>
> = {
  pending: { look: "pending", words: "Not started", icon: null },
  in_progress: { look: "in-progress", words: "In progress", icon: null },
  complete: { look: "complete", words: "Done", icon: drawIcon("check") },
  error: { look: "error", words: "Failed", icon: drawIcon("cross") },
};

/** What the bot does not send with one. */
const UNDRAWN = ["details", "output", "sources"];

export const drawTaskCard: Draw = (task, { viewer }) => {
  const title = textIn(task, "title");
  const status = lookUp(STATUSES, task["status"]);
  if (title === null || status === undefined || UNDRAWN.some((key) => key in task)) return null;
  return h(
    "div",
    { class: `task-card ${status.look}` },
    h("span", { class: "status", role: "img", "aria-label": status.words, title: status.words }, status.icon),
    h("span", { class: "title" }, drawPlain(title, viewer)),
  );
};
