// How far the work is. https://docs.slack.dev/reference/block-kit/blocks/task-card-block

import { h } from "preact";
import type { ComponentChild } from "preact";
import { asFields, listIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";
import { drawUnknown } from "../../payload/unknown.ts";
import { drawIcon } from "../../payload/icon.ts";
import { webTarget } from "../../payload/link-target.ts";
import { lookUp } from "../../payload/look-up.ts";
import { drawPlain } from "../text/mark-view.ts";
import { drawRichText } from "../text/rich-text.ts";
import type { Draw } from "./draw-context.ts";
import type { Viewer } from "../viewer.ts";

const STATUSES: Readonly<
  Record<string, { readonly look: string; readonly words: string; readonly icon: ComponentChild }>
> = {
  pending: { look: "pending", words: "Not started", icon: null },
  in_progress: { look: "in-progress", words: "In progress", icon: null },
  complete: { look: "complete", words: "Done", icon: drawIcon("check") },
  error: { look: "error", words: "Failed", icon: drawIcon("cross") },
};

export const drawTaskCard: Draw = (block, { viewer }) => {
  const task = drawTask(block, viewer);
  return task && h("div", { class: "task-card" }, task);
};

function drawTask(task: Fields, viewer: Viewer): ComponentChild | null {
  const title = textIn(task, "title");
  const status = lookUp(STATUSES, task["status"]);
  if (title === null || status === undefined) return null;
  const head = [
    h("span", { class: "status", role: "img", "aria-label": status.words, title: status.words }, status.icon),
    h("span", { class: "title" }, drawPlain(title, viewer)),
  ];
  const body = [...drawTexts(task, viewer), drawSources(listIn(task, "sources") ?? [])].filter(Boolean);
  const look = `task ${status.look}`;
  if (body.length === 0) return h("div", { class: look }, h("div", { class: "head" }, head));
  return h(
    "details",
    { class: look, open: true },
    h("summary", { class: "head" }, head, drawIcon("down")),
    h("div", { class: "more" }, body),
  );
}

const drawTexts = (task: Fields, viewer: Viewer): ComponentChild[] =>
  (["details", "output"] as const).map((key) => {
    if (!(key in task)) return null;
    return h("div", { class: key }, drawRichText(task[key], viewer) ?? drawUnknown("A text", task[key]));
  });

function drawSources(sources: readonly unknown[]): ComponentChild {
  if (sources.length === 0) return null;
  const drawn = sources.map((value) => {
    const source = asFields(value);
    const url = source && webTarget(textIn(source, "url") ?? "");
    if (!source || !url) return drawUnknown("A source", value);
    return h(
      "a",
      { class: "source", href: url, target: "_blank", rel: "noreferrer noopener" },
      textIn(source, "text") ?? url,
      drawIcon("external"),
    );
  });
  return h("div", { class: "sources" }, drawn);
}
