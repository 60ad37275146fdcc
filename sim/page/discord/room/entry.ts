import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { DiscordMessage, OpenAct } from "../../board/collections.ts";
import { useNow } from "../../room/use-now.ts";
import { Message } from "../message/message.ts";
import type { Viewer } from "../viewer.ts";

export type EntryViewer = Pick<Viewer, "locale" | "timeZone" | "nameOf">;
export type EntryPress = (message: DiscordMessage, target: string, chosen: readonly string[]) => void;

interface EntryProps {
  readonly message: DiscordMessage;
  readonly viewer: EntryViewer;
  /** What somebody does with it right now, or did in vain. */
  readonly act: OpenAct | undefined;
  readonly onPress: EntryPress;
}

/** A message of a channel. It is drawn again when it changes, and as often as its relative times need it. */
export function Entry({ message, viewer, act, onPress }: EntryProps): ComponentChildren {
  const { shown } = message;
  const ticks = useMemo(() => /<t:\d+:R>/.test(JSON.stringify([shown.content, shown.components])), [shown]);
  const now = useNow(ticks ? 1_000 : null);
  const pressed = act?.state === "pending" ? act.name : undefined;
  return useMemo(() => {
    const own: Viewer = {
      ...viewer,
      now,
      pressed,
      onPress: (customId) => onPress(message, customId, []),
      onSelect: (customId, values) => onPress(message, customId, values),
    };
    return h(
      "div",
      { class: "entry" },
      h(Message, { message: shown, viewer: own }),
      act?.state === "failed"
        ? h("p", { class: "interaction-failed", role: "alert" }, "This interaction failed")
        : null,
    );
  }, [message, viewer, now, pressed, act?.state]);
}
