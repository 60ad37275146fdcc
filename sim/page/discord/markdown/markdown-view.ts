import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { drawShared, isShared } from "../../payload/marks.ts";
import { parseMarkdown } from "./markdown.ts";
import type { MarkdownNode } from "./markdown-node.ts";
import { drawTimestamp } from "./timestamp.ts";
import type { Viewer } from "../viewer.ts";

interface MarkdownProps {
  readonly text: string;
  readonly viewer: Viewer;
  /** Behind the last word. */
  readonly children?: ComponentChildren;
}

/** A text with Discord's formatting. Everything in it becomes text nodes: markup of the page's own cannot come out of it. */
export function Markdown({ text, viewer, children }: MarkdownProps): ComponentChildren {
  const nodes = useMemo(() => parseMarkdown(text), [text]);
  return h("div", { class: "markdown" }, drawAll(nodes, viewer), children);
}

const drawAll = (nodes: readonly MarkdownNode[], viewer: Viewer): ComponentChild[] =>
  nodes.map((node) => draw(node, viewer));

function draw(node: MarkdownNode, viewer: Viewer): ComponentChild {
  if (isShared(node)) return drawShared(node, (inside) => drawAll(inside, viewer));
  switch (node.kind) {
    case "heading":
      // The page around the message has headings of its own, one to three levels further up.
      return h(
        "div",
        { class: `heading of-${node.level}`, role: "heading", "aria-level": node.level + 3 },
        drawAll(node.children, viewer),
      );
    case "subtext":
      return h("small", null, drawAll(node.children, viewer));
    case "list":
      return drawList(node, viewer);
    case "link":
      return drawLink(node.url, drawAll(node.children, viewer));
    case "time":
      return drawTimestamp(node.seconds, node.style, viewer);
    case "mention":
      return drawMention(node, viewer);
    case "everyone":
      return h("span", { class: "mention" }, node.text);
    case "command":
      return h("span", { class: "mention" }, `/${node.name}`);
  }
}

type Of<Kind extends MarkdownNode["kind"]> = Extract<MarkdownNode, { kind: Kind }>;

function drawList({ start, items }: Of<"list">, viewer: Viewer): ComponentChild {
  const drawn = items.map((item) => h("li", null, drawAll(item, viewer)));
  return start === null ? h("ul", null, drawn) : h("ol", { start }, drawn);
}

/** `url` is one that `webTarget` has let through. */
const drawLink = (url: string, children: ComponentChildren): ComponentChild =>
  h("a", { class: "link", href: url, target: "_blank", rel: "noreferrer noopener", title: url }, children);

function drawMention({ of, id }: Of<"mention">, { nameOf }: Viewer): ComponentChild {
  const sign = of === "channel" ? "#" : "@";
  return h("span", { class: "mention", title: id }, `${sign}${nameOf(of, id) ?? `unknown-${of}`}`);
}
