// The Slack room: a workspace as one of its people sees it.

import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { SlackPlace } from "../../board/collections.ts";
import { onlyIn } from "../../board/state.ts";
import type { State } from "../../board/state.ts";
import type { InsideProps, Room } from "../../room/room.ts";
import type { ShownMessage } from "../message/shown-message.ts";
import { seenBy } from "../../room/seen-by.ts";
import { ThreadPane } from "../message/thread-pane.ts";
import { channelsFor, drawChannels } from "./channels.ts";
import { Messages } from "./messages.ts";
import { OpenView } from "./open-view.ts";
import { useDrafts } from "./use-drafts.ts";
import { useViewer } from "./use-viewer.ts";
import { COMPOSER_ID, Writer } from "./writer.ts";

function Inside(props: InsideProps): ComponentChildren {
  const place = onlyIn(props.state, "slack.place");
  return place ? h(Workspace, { ...props, place }) : null;
}

interface WorkspaceProps extends InsideProps {
  readonly place: SlackPlace;
}

function Workspace({ state, me, light, place }: WorkspaceProps): ComponentChildren {
  const [channelId, setChannelId] = useState<string | null>(null);
  const [threadId, setThreadId] = useState<string | null>(null);
  const drafts = useDrafts(me.id);
  const channels = channelsFor(place, me);
  const channel = channels.find(({ id }) => id === channelId) ?? channels[0];
  const viewer = useViewer({ state, me, place });
  if (!channel) return null;
  const { messages: seen, acts } = seenBy(me, channel, {
    messages: state["slack.messages"].values(),
    acts: state["slack.acts"].values(),
  });
  const shown = seen.map((one) => one.shown);
  const drawWriter = (thread: string | null): ComponentChild =>
    h(Writer, { key: `${me.id}/${thread ?? channel.id}`, place, me, channel, thread, drafts });
  const messages = h(Messages, {
    messages: shown,
    acts,
    key: `${me.id}/${channel.id}`,
    channel,
    sent: drafts.sent,
    viewer,
    samples: state.samples,
    onOpenThread: ({ id }) => setThreadId(id),
    onExample: ({ command, words }) => {
      drafts.write(channel.id, `${command} ${words}`);
      document.querySelector<HTMLElement>(`#${COMPOSER_ID}`)?.focus();
    },
  });
  const thread = threadId?.startsWith(`${channel.id}/`) === true ? threadId : null;
  return h(
    "div",
    { class: "slack room-inside", "data-theme": light },
    drawChannels({ place, me, channels, channel, onChannel: ({ id }) => setChannelId(id) }),
    h("div", { class: "channel" }, h("header", null, h("h2", null, channel.name)), messages, drawWriter(null)),
    thread !== null &&
      h(
        ThreadPane,
        {
          key: thread,
          channelName: channel.name,
          viewer,
          onClose: () => setThreadId(null),
          ...inThread(shown, thread),
        },
        drawWriter(thread),
      ),
    h(OpenView, { state, me, viewer }),
  );
}

const inThread = (messages: readonly ShownMessage[], id: string) => ({
  parent: messages.find((message) => message.id === id),
  replies: messages.filter(({ threadOf }) => threadOf === id),
});

export const slackRoom: Room = {
  id: "slack",
  title: "Slack",
  placeOf: (state: State) => onlyIn(state, "slack.place"),
  Inside,
  composerId: COMPOSER_ID,
};
