import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useStayBelow } from "../../room/use-stay-below.ts";
import { closeOnEscape } from "../../payload/close-on-escape.ts";
import { drawIcon } from "../../payload/icon.ts";
import { Message } from "./message.ts";
import type { ShownMessage } from "./shown-message.ts";
import { countReplies } from "./thread-summary.ts";
import { Timeline } from "./timeline.ts";
import type { Viewer } from "../viewer.ts";

interface ThreadPaneProps {
  readonly channelName: string;
  /** Undefined: it was deleted, and its replies are left. */
  readonly parent: ShownMessage | undefined;
  readonly replies: readonly ShownMessage[];
  readonly viewer: Viewer;
  readonly onClose: () => void;
  /** A composer, if one may reply. */
  readonly children?: ComponentChildren;
}

/** A message with what hangs on it, beside the channel, the newest in sight. Escape closes it. */
export function ThreadPane({
  channelName,
  parent,
  replies,
  viewer,
  onClose,
  children,
}: ThreadPaneProps): ComponentChildren {
  const id = useId();
  const frame = useStayBelow(parent?.id ?? "", 0);
  return h(
    "aside",
    { class: "thread", "aria-labelledby": id, onKeyDown: closeOnEscape(onClose) },
    h(
      "header",
      null,
      h("h2", { id }, "Thread", h("small", null, `#${channelName}`)),
      h(
        "button",
        { type: "button", class: "plain", "aria-label": "Close thread", onClick: onClose },
        drawIcon("cross"),
      ),
    ),
    h(
      "div",
      { ref: frame, class: "scroll", tabIndex: 0, role: "region", "aria-labelledby": id },
      h(
        "div",
        null,
        parent === undefined
          ? h("p", { class: "gone" }, "This message was deleted.")
          : h(Message, { message: parent, viewer, key: parent.id }),
        replies.length === 0 ? null : h("div", { class: "count" }, countReplies(replies.length)),
        h(Timeline, { entries: replies.map((message) => ({ message })), viewer, days: false }),
      ),
    ),
    children,
  );
}
