import { h } from "preact";
import type { ComponentChild } from "preact";
import type { Channel, Resident, SlackPlace } from "../../board/collections.ts";

/** The channels, and the direct message with the app once it has said something there. */
export function channelsFor({ channels, directs, appName }: SlackPlace, me: Resident): readonly Channel[] {
  const direct = directs[me.id];
  return direct === undefined ? channels : [...channels, { id: direct, name: appName }];
}

interface Choosing {
  readonly place: SlackPlace;
  readonly me: Resident;
  readonly channels: readonly Channel[];
  readonly channel: Channel;
  readonly onChannel: (channel: Channel) => void;
}

/** In a narrow room they stand in a row above the messages. */
export const drawChannels = ({ place, me, channels, channel, onChannel }: Choosing): ComponentChild =>
  h(
    "nav",
    { class: "channels", "aria-label": `Channels of ${place.name}` },
    h("h3", null, place.name),
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
              "aria-current": one.id === channel.id ? "page" : undefined,
              onClick: () => onChannel(one),
            },
            h("span", { class: "hash", "aria-hidden": "true" }, place.channels.includes(one) ? "#" : "◆"),
            one.name,
          ),
        ),
      ),
    ),
    h("div", { class: "me" }, h("strong", null, me.name), h("small", null, me.isAdmin ? "Workspace admin" : "Member")),
  );
