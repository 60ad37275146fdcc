import { h } from "preact";
import type { ComponentChild } from "preact";
import type { Channel } from "../board/collections.ts";

interface ChannelList {
  readonly place: string;
  readonly channels: readonly Channel[];
  readonly current: Channel | undefined;
  readonly signOf: (channel: Channel) => string;
  readonly onChannel: (channel: Channel) => void;
}

/** The channels, and below them who one is. In a narrow room they stand in a row above the messages. */
export const drawChannelList = (
  { place, channels, current, signOf, onChannel }: ChannelList,
  me: ComponentChild,
): ComponentChild =>
  h(
    "nav",
    { class: "channels", "aria-label": `Channels of ${place}` },
    h("h3", null, place),
    h(
      "ul",
      null,
      channels.map((one) =>
        h(
          "li",
          { key: one.id },
          h(
            "button",
            {
              type: "button",
              "aria-current": one.id === current?.id ? "page" : undefined,
              onClick: () => onChannel(one),
            },
            h("span", { class: "hash", "aria-hidden": "true" }, signOf(one)),
            one.name,
          ),
        ),
      ),
    ),
    h("div", { class: "me" }, me),
  );
