import type { ShownMessage } from "./shown-message.ts";
import { summarise } from "./thread-summary.ts";
import type { ThreadSummary } from "./thread-summary.ts";

interface Entry {
  readonly message: ShownMessage;
  readonly thread: ThreadSummary | undefined;
}

/** A channel's messages, the oldest first, each with what hangs on it. What hung on one that is gone stands in the channel: it would be lost. */
export function gatherThreads(messages: readonly ShownMessage[]): readonly Entry[] {
  const ids = new Set(messages.map(({ id }) => id));
  const replies = Map.groupBy(messages, ({ threadOf }) =>
    threadOf !== undefined && ids.has(threadOf) ? threadOf : null,
  );
  return (replies.get(null) ?? []).map((message) => ({ message, thread: summarise(replies.get(message.id) ?? []) }));
}
