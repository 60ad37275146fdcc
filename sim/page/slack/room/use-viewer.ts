import { h } from "preact";
import { useMemo } from "preact/hooks";
import type { Resident, SlackPlace } from "../../board/collections.ts";
import type { State } from "../../board/state.ts";
import { SamplesAtHand } from "../../room/samples-at-hand.ts";
import { useNow } from "../../room/use-now.ts";
import { CLOCK } from "../../room/viewer-clock.ts";
import type { Viewer } from "../viewer.ts";
import { act } from "./act.ts";

/** As often as a message's "in 20 seconds" is looked at. */
const TICK_MS = 5_000;

interface Around {
  readonly state: State;
  readonly me: Resident;
  readonly place: SlackPlace;
}

/** Somebody of the workspace, whose clicks go to the messages of channels. */
export function useViewer({ state: { samples }, me, place }: Around): Viewer {
  const now = useNow(TICK_MS);
  return useMemo(() => {
    const { people, channels } = place;
    return {
      ...CLOCK,
      now,
      userId: me.id,
      nameOf: (kind, id) => (kind === "user" ? people : channels).find((one) => one.id === id)?.name,
      hrefOf,
      filesAtHand: (types, pick) =>
        h(SamplesAtHand, { samples: [...samples.values()], kinds: types, onPick: pick, onTrouble: () => {} }),
      onAction: async ({ messageId, actionId, values }) => {
        if (messageId === undefined) return;
        await act({ act: "press", by: me.id, target: messageId, element: actionId, chosen: values, filled: {} });
      },
    };
  }, [now, me.id, place, samples]);
}

/** A file of Slack's own lies here. */
function hrefOf(url: string): string | undefined {
  const [, id, name] = /\/files\/[^/]+\/(F\w+)\/([^/?]+)/.exec(url) ?? [];
  return id === undefined ? undefined : `/files/slack/${id}/${name}`;
}
