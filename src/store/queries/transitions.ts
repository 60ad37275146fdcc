import type { Kysely } from "kysely";
import type { ReplyRef } from "../../domain/messages/reply.ts";
import type { Store } from "../store.ts";
import type { Tables } from "../tables.ts";

type Progress = Pick<
  Store,
  | "recordMessage"
  | "recordReply"
  | "beginSubmission"
  | "withdrawSubmission"
  | "recordPhase"
  | "recordDelivered"
  | "recordUndeliverable"
>;

const columnsOf = (reply: ReplyRef) => ({ reply_json: JSON.stringify(reply), message_id: reply.messageId });

/**
 * Queries that move a generation from state to state. Each has the state it leaves in its condition, so a late or repeated
 * write changes nothing. Only the reply's place is written in any state.
 */
export function transitionQueries(db: Kysely<Tables>): Progress {
  const generation = (id: string) => db.updateTable("generation").where("id", "=", id);
  return {
    recordMessage: async (id, next, previous) => {
      const same = previous === null ? "is" : "=";
      await generation(id).set(columnsOf(next)).where("message_id", same, previous).execute();
    },
    recordReply: async (id, reply) => {
      await generation(id).set(columnsOf(reply)).execute();
    },
    beginSubmission: async (id, at) => {
      const begun = { state: "submitting", submitted_at: at };
      const done = await generation(id).set(begun).where("state", "=", "held").executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    withdrawSubmission: async (id) => {
      await generation(id).set({ state: "held", submitted_at: null }).where("state", "=", "submitting").execute();
    },
    recordPhase: async (id, phase, at) => {
      await generation(id).set({ phase, phase_since: at }).where("state", "=", "running").execute();
    },
    recordDelivered: async (id, reply) => {
      const delivered = { state: "delivered", ...columnsOf(reply) };
      await generation(id).set(delivered).where("state", "=", "settled").execute();
    },
    recordUndeliverable: async (id, code) => {
      const undeliverable = { state: "undeliverable", undeliverable_code: code };
      await generation(id).set(undeliverable).where("state", "=", "settled").execute();
    },
  };
}
