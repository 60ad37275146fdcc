import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { drawShared, isShared } from "../../payload/marks.ts";
import { formatDate } from "./date-tokens.ts";
import type { DateNode, MarkNode } from "./mark-node.ts";
import { parseMrkdwn, parsePlain } from "./mrkdwn.ts";
import type { Viewer } from "../viewer.ts";

interface MarkedProps {
  readonly text: string;
  readonly viewer: Viewer;
  /** "verbatim" is mrkdwn in which bare addresses stay text. */
  readonly as: "mrkdwn" | "verbatim" | "plain";
  /** Behind the last word. */
  readonly children?: ComponentChildren;
}

/** A text with its formatting. Everything in it becomes text nodes: markup of the page's own cannot come out of it. */
export function Marked({ text, viewer, as, children }: MarkedProps): ComponentChildren {
  const nodes = useMemo(() => parse(text, as), [text, as]);
  return h("div", { class: "marked" }, drawMarks(nodes, viewer), children);
}

function parse(text: string, as: MarkedProps["as"]): readonly MarkNode[] {
  return as === "plain" ? parsePlain(text) : parseMrkdwn(text, as === "verbatim");
}

/** One line of words and emoji, for labels and titles. */
export const drawPlain = (text: string, viewer: Viewer): ComponentChild[] => drawMarks(parsePlain(text), viewer);

const drawMarks = (nodes: readonly MarkNode[], viewer: Viewer): ComponentChild[] =>
  nodes.map((node) => draw(node, viewer));

function draw(node: MarkNode, viewer: Viewer): ComponentChild {
  if (isShared(node)) return drawShared(node, (inside) => drawMarks(inside, viewer));
  switch (node.kind) {
    case "link":
      return drawLink(node.url, drawMarks(node.children, viewer), viewer);
    case "mention":
      return drawMention(node, viewer);
    case "date":
      return drawDate(node, viewer);
  }
}

/** `url` is one that `linkTarget` has let through. */
export function drawLink(url: string, children: ComponentChildren, { hrefOf }: Viewer): ComponentChild {
  const here = hrefOf?.(url);
  const target = here === undefined ? { href: url, target: "_blank", rel: "noreferrer noopener" } : { href: here };
  return h("a", { class: "link", ...target, title: url }, children);
}

interface Mention {
  readonly of: "user" | "channel";
  readonly id: string;
  readonly label?: string | null;
}

export function drawMention({ of, id, label }: Mention, { nameOf, userId }: Viewer): ComponentChild {
  const name = nameOf(of, id) ?? (label?.replace(/^[@#]/, "") || `unknown-${of}`);
  const own = of === "user" && id === userId;
  return h("span", { class: own ? "mention own" : "mention", title: id }, `${of === "channel" ? "#" : "@"}${name}`);
}

export function drawDate({ seconds, format, url, fallback }: Omit<DateNode, "kind">, viewer: Viewer): ComponentChild {
  const shown = formatDate(format, seconds, viewer);
  const time =
    shown === null
      ? fallback
      : h(
          "time",
          {
            dateTime: new Date(seconds * 1_000).toISOString(),
            title: formatDate("{date_long} at {time_secs}", seconds, viewer) ?? undefined,
          },
          shown,
        );
  return url === null ? time : drawLink(url, time, viewer);
}
