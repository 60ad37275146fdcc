import { h } from "preact";
import type { ComponentChild } from "preact";
import { drawChannelList } from "../../room/channel-list.ts";
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

export const drawChannels = ({ place, me, channels, channel, onChannel }: Choosing): ComponentChild =>
  drawChannelList(
    {
      place: place.name,
      channels,
      current: channel,
      signOf: (one) => (place.channels.includes(one) ? "#" : "◆"),
      onChannel,
    },
    [h("strong", null, me.name), h("small", null, me.isAdmin ? "Workspace admin" : "Member")],
  );
