import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Channel, Resident, SlackPlace } from "../../board/collections.ts";
import { Composer } from "../composer/composer.ts";
import { act } from "./act.ts";
import type { Drafts } from "./use-drafts.ts";

export const COMPOSER_ID = "slack-composer";

interface WriterProps {
  readonly place: SlackPlace;
  readonly me: Resident;
  readonly channel: Channel;
  readonly thread: string | null;
  readonly drafts: Drafts;
}

/** Where one writes to a channel or, below a message, to its thread. */
export function Writer({ place, me, channel, thread, drafts }: WriterProps): ComponentChildren {
  const [problem, setProblem] = useState<string>();
  const where = thread ?? channel.id;
  const draft = drafts.draftIn(where);
  const send = (what: Parameters<typeof act>[0]): void => {
    setProblem(undefined);
    drafts.write(where, "");
    drafts.noteSent();
    act(what).catch((cause: Error) => {
      drafts.write(where, draft);
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
      drafts.write(where, text);
    },
    onCommand: (name, text) => send({ act: "command", ...here, name, text }),
    onSay: (text) => send({ act: "say", ...here, text, thread }),
  });
}
