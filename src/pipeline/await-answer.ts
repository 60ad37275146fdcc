import { ageSince } from "../domain/clock.ts";
import type { Generation } from "../domain/generation.ts";
import type { ReplyRef } from "../domain/messages/reply.ts";
import type { Surface } from "../platforms/platform.ts";
import type { Parts } from "./parts.ts";

const LOOK_EVERY_MS = 250;

/**
 * Where the reply stands, once another process that may be posting it at this very moment has said so, or has had the time
 * for it: there would be two cards otherwise.
 */
export async function whereAnswered(
  { clock, store }: Pick<Parts, "clock" | "store">,
  { generation, surface }: { readonly generation: Generation; readonly surface: Surface },
  signal: AbortSignal,
): Promise<ReplyRef> {
  const { id, createdAt } = generation;
  const age = ageSince(clock, createdAt);
  let { reply } = generation;
  while (reply.messageId === null && age() < (surface.answerMs ?? 0) && !signal.aborted) {
    await clock.sleep(LOOK_EVERY_MS, signal);
    reply = (await store.get(id))?.reply ?? reply;
  }
  return reply;
}
