import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Channel, Resident, SlackPlace } from "../../board/collections.ts";
import { Composer } from "../composer.ts";
import { act } from "./act.ts";

export const COMPOSER_ID = "slack-composer";

interface WriterProps {
  readonly place: SlackPlace;
  readonly me: Resident;
  readonly channel: Channel;
  readonly thread: string | null;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
}

/** Where one writes to a channel or, below a message, to its thread. */
export function Writer({ place, me, channel, thread, draft, onDraft }: WriterProps): ComponentChildren {
  const [problem, setProblem] = useState<string>();
  const send = (what: Parameters<typeof act>[0]): void => {
    setProblem(undefined);
    onDraft("");
    act(what).catch((cause: Error) => {
      onDraft(draft);
      setProblem(cause.message);
    });
  };
  const here = { by: me.id, channel: channel.id };
  return h(Composer, {
    ...(thread === null ? { id: COMPOSER_ID } : {}),
    placeholder: thread === null ? `Message #${channel.name}` : "Reply…",
    commands: thread === null ? place.commands : [],
    draft,
    problem,
    onDraft: (text) => {
      setProblem(undefined);
      onDraft(text);
    },
    onCommand: (name, text) => send({ act: "command", ...here, name, text }),
    onSay: (text) => send({ act: "say", ...here, text, thread }),
  });
}
