import type { PlatformName } from "../domain/messages/invocation.ts";
import type { EditOutcome, Metrics } from "../domain/metrics.ts";
import type { EditQueue } from "./edit-queue.ts";

/** Wraps an edit queue and reports what became of each progress it was given. */
export function countEdits(edits: EditQueue, platform: PlatformName, metrics: Pick<Metrics, "edited">): EditQueue {
  return {
    ...edits,
    async progress(key, reply, edit) {
      let outcome: EditOutcome = "replaced";
      const send = async (at: typeof reply): Promise<typeof reply> => {
        const now = await edit.send(at);
        outcome = "sent";
        return now;
      };
      try {
        return await edits.progress(key, reply, { ...edit, send });
      } catch (error) {
        outcome = "failed";
        throw error;
      } finally {
        // Of a process that stops nothing can be said.
        if (!edit.signal.aborted) metrics.edited(platform, outcome);
      }
    },
  };
}
