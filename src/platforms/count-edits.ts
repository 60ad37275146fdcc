import type { EditOutcome } from "../domain/metrics.ts";
import type { EditQueue } from "./edit-queue.ts";

/** Wraps an edit queue and reports what became of each progress it was given. */
export function countEdits(edits: EditQueue, count: (fate: EditOutcome) => void): EditQueue {
  return {
    ...edits,
    async progress(key, reply, edit) {
      let fate: EditOutcome = "replaced";
      const send = async (at: typeof reply): Promise<typeof reply> => {
        const now = await edit.send(at);
        fate = "sent";
        return now;
      };
      try {
        return await edits.progress(key, reply, { ...edit, send });
      } catch (error) {
        fate = "failed";
        throw error;
      } finally {
        // Of a process that stops nothing can be said.
        if (!edit.signal.aborted) count(fate);
      }
    },
  };
}
