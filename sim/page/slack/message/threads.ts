import type { ShownMessage } from "./shown-message.ts";
import { summarise } from "./thread-summary.ts";
import type { ThreadSummary } from "./thread-summary.ts";

interface Gathered {
  /** What stands in the channel, the oldest first. */
  readonly entries: readonly { readonly message: ShownMessage; readonly thread: ThreadSummary | undefined }[];
  readonly repliesTo: (message: Pick<ShownMessage, "id">) => readonly ShownMessage[];
}

/** A channel's messages, each with what hangs on it. What hung on one that is gone stands in the channel: it would be lost. */
export function gatherThreads(messages: readonly ShownMessage[]): Gathered {
  const ids = new Set(messages.map(({ id }) => id));
  const replies = Map.groupBy(messages, ({ threadOf }) =>
    threadOf !== undefined && ids.has(threadOf) ? threadOf : null,
  );
  const repliesTo = ({ id }: Pick<ShownMessage, "id">): readonly ShownMessage[] => replies.get(id) ?? [];
  const entries = (replies.get(null) ?? []).map((message) => ({ message, thread: summarise(repliesTo(message)) }));
  return { entries, repliesTo };
}
