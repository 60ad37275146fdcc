import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import type { Channel, OpenAct, Sample } from "../../board/collections.ts";
import { Examples } from "../../room/examples.ts";
import type { Example } from "../../room/examples.ts";
import { drawLog } from "../../room/log.ts";
import { useStayBelow } from "../../room/use-stay-below.ts";
import type { ShownMessage } from "../message/shown-message.ts";
import { gatherThreads } from "../message/threads.ts";
import { Timeline } from "../message/timeline.ts";
import type { Viewer } from "../viewer.ts";
import { actQuietly } from "./act.ts";
import { EXAMPLES } from "./examples.ts";

interface MessagesProps {
  readonly channel: Channel;
  readonly messages: readonly ShownMessage[];
  readonly acts: readonly OpenAct[];
  /** How often one has sent something. */
  readonly sent: number;
  readonly viewer: Viewer;
  readonly samples: ReadonlyMap<string, Sample>;
  readonly onOpenThread: (message: ShownMessage) => void;
  readonly onExample: (example: Example) => void;
}

export function Messages({
  channel,
  messages,
  acts,
  sent,
  viewer,
  samples,
  onOpenThread,
  onExample,
}: MessagesProps): ComponentChildren {
  const frame = useStayBelow(channel.id, sent);
  const entries = gatherThreads(messages);
  return drawLog(
    {
      frame,
      channel,
      beginning: [
        h("h3", null, `# ${channel.name}`),
        h("p", null, "Everyone in the workspace can see this channel. Type / for commands."),
        h(Examples, { examples: EXAMPLES, samples, onPick: onExample }),
      ],
    },
    h(Timeline, { entries, viewer, onOpenThread }),
    acts.map(drawOpenAct),
  );
}

/** What Slackbot says, to whoever typed it, of a command that the app did not answer in time. */
const drawOpenAct = ({ id, name, state, failure }: OpenAct): ComponentChild =>
  state === "pending"
    ? h("p", { class: "sending", key: id }, `Sending ${name}…`)
    : h(
        "div",
        { class: "slackbot", key: id, role: "alert" },
        h(
          "p",
          null,
          h("strong", null, "Slackbot"),
          ` ${name} failed with the error “${failure ?? "operation_timeout"}”.`,
        ),
        h("button", { type: "button", class: "button", onClick: () => actQuietly({ act: "dismiss", id }) }, "Dismiss"),
      );
