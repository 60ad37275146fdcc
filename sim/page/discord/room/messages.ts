import { h } from "preact";
import type { ComponentChildren } from "preact";
import type { Channel, DiscordMessage, OpenAct, Resident, Sample } from "../../board/collections.ts";
import { Examples } from "../../room/examples.ts";
import type { Example } from "../../room/examples.ts";
import { drawLog } from "../../room/log.ts";
import { useStayBelow } from "../../room/use-stay-below.ts";
import { Entry } from "./entry.ts";
import type { EntryPress, EntryViewer } from "./entry.ts";
import { EXAMPLES } from "./examples.ts";
import { drawWaiting } from "./waiting.ts";

interface MessagesProps {
  readonly channel: Channel;
  readonly me: Resident;
  /** Of this channel, what one may see; the oldest first. */
  readonly messages: readonly DiscordMessage[];
  /** Of this channel and of this person. */
  readonly acts: readonly OpenAct[];
  readonly samples: ReadonlyMap<string, Sample>;
  /** How often one has sent something. */
  readonly sent: number;
  readonly viewer: EntryViewer;
  readonly onPress: EntryPress;
  readonly onDismiss: (act: OpenAct) => void;
  readonly onExample: (example: Example) => void;
}

export function Messages(props: MessagesProps): ComponentChildren {
  const { channel, me, messages, acts, samples, sent, viewer, onPress, onDismiss, onExample } = props;
  const frame = useStayBelow(`${channel.id} ${me.id}`, sent);
  const commands = acts.filter(({ kind }) => kind === "command");
  return drawLog(
    {
      frame,
      channel,
      beginning: [
        h("span", { class: "hash", "aria-hidden": "true" }, "#"),
        h("h3", null, `Welcome to #${channel.name}!`),
        h("p", null, `This is the start of the #${channel.name} channel.`),
        h(Examples, { examples: EXAMPLES, samples, onPick: onExample }),
      ],
    },
    messages.map((message) =>
      h(Entry, {
        key: message.id,
        message,
        viewer,
        onPress,
        act: acts.find(({ messageId }) => messageId === message.id),
      }),
    ),
    commands.map((act) => drawWaiting(act, me.name, () => onDismiss(act))),
  );
}
