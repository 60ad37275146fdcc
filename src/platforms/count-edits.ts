import type { EditFate } from "../domain/metrics.ts";
import type { Edits } from "./edit-queue.ts";

/** The same, and says what became of each progress that was to be shown. */
export function countEdits(edits: Edits, count: (fate: EditFate) => void): Edits {
  return {
    ...edits,
    async progress(key, reply, edit) {
      let fate: EditFate = "replaced";
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
