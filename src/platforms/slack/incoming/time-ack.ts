import type { InteractionKind } from "../../../domain/metrics.ts";
import type { Incoming } from "../connection/bolt-app.ts";

export const interactionKindOf: Readonly<Record<Incoming["kind"], InteractionKind>> = {
  command: "command",
  press: "press",
  submission: "form",
  suggest: "suggestions",
};

/** Wraps what came in and reports when Slack has its acknowledgement. */
export function timeAck(incoming: Incoming, acknowledged: () => void): Incoming {
  const telling =
    <A extends readonly unknown[]>(ack: (...answer: A) => Promise<void>) =>
    async (...answer: A): Promise<void> => {
      await ack(...answer);
      acknowledged();
    };
  switch (incoming.kind) {
    case "command":
      return { ...incoming, ack: telling(incoming.ack) };
    case "press":
      return { ...incoming, ack: telling(incoming.ack) };
    case "submission":
      return { ...incoming, ack: telling(incoming.ack) };
    case "suggest":
      return { ...incoming, ack: telling(incoming.ack) };
  }
}
