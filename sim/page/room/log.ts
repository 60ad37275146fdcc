import { h } from "preact";
import type { ComponentChild, RefObject } from "preact";
import type { Channel } from "../board/collections.ts";

interface Log {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly channel: Channel;
  /** Above the first message. */
  readonly beginning: readonly ComponentChild[];
}

/** A channel's messages, scrolled by keyboard too. */
export const drawLog = ({ frame, channel, beginning }: Log, ...messages: readonly ComponentChild[]): ComponentChild =>
  h(
    "div",
    { ref: frame, class: "scroll", tabIndex: 0, role: "region", "aria-label": `Messages of #${channel.name}` },
    h("div", { class: "log", role: "log" }, h("div", { class: "beginning" }, ...beginning), ...messages),
  );
