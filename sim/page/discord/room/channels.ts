import { h } from "preact";
import type { ComponentChild } from "preact";
import type { Channel, DiscordPlace, Resident } from "../../board/collections.ts";
import { drawChannelList } from "../../room/channel-list.ts";
import { drawAvatar } from "../message/author.ts";

interface Choosing {
  readonly place: DiscordPlace;
  readonly me: Resident;
  readonly channel: Channel | undefined;
  readonly onChannel: (channel: Channel) => void;
}

/** The server's channels, and who one is. */
export const drawChannels = ({ place, me, channel, onChannel }: Choosing): ComponentChild =>
  drawChannelList({ place: place.name, channels: place.channels, current: channel, signOf: () => "#", onChannel }, [
    drawAvatar(me),
    h("span", null, h("strong", null, me.name), h("small", null, me.isAdmin ? "Manages the server" : "Member")),
  ]);
