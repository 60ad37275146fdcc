import { h } from "preact";
import type { ComponentChild } from "preact";
import type { Channel, DiscordPlace, Resident } from "../../board/collections.ts";
import { drawAvatar } from "../message/author.ts";

interface Choosing {
  readonly place: DiscordPlace;
  readonly me: Resident;
  readonly channel: Channel | undefined;
  readonly onChannel: (channel: Channel) => void;
}

/** The server's channels, and who one is. In a narrow room they stand in a row above the messages. */
export const drawChannels = ({ place, me, channel, onChannel }: Choosing): ComponentChild =>
  h(
    "nav",
    { class: "channels", "aria-label": `Channels of ${place.name}` },
    h("h3", null, place.name),
    h(
      "ul",
      null,
      place.channels.map((one) =>
        h(
          "li",
          { key: one.id },
          h(
            "button",
            {
              type: "button",
              "aria-current": one.id === channel?.id ? "page" : undefined,
              onClick: () => onChannel(one),
            },
            h("span", { class: "hash", "aria-hidden": "true" }, "#"),
            one.name,
          ),
        ),
      ),
    ),
    h(
      "div",
      { class: "me" },
      drawAvatar(me),
      h("span", null, h("strong", null, me.name), h("small", null, me.isAdmin ? "Manages the server" : "Member")),
    ),
  );
