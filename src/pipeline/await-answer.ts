import { ageSince } from "../domain/time/clock.ts";
import type { Generation } from "../domain/generation.ts";
import type { ReplyRef } from "../domain/messages/reply.ts";
import type { Platform } from "../platforms/platform.ts";
import type { Parts } from "./parts.ts";

const CHECK_EVERY_MS = 250;

/**
 * Where the reply stands, once another process that may be posting it at this very moment has said so, or has had the time
 * for it: there would be two cards otherwise.
 */
export async function awaitAnswer(
  { clock, store }: Pick<Parts, "clock" | "store">,
  { generation, platform }: { readonly generation: Generation; readonly platform: Platform },
  signal: AbortSignal,
): Promise<ReplyRef> {
  const { id, createdAt } = generation;
  const age = ageSince(clock, createdAt);
  let { reply } = generation;
  while (reply.messageId === null && age() < (platform.answerMs ?? 0) && !signal.aborted) {
    await clock.sleep(CHECK_EVERY_MS, signal);
    reply = (await store.get(id))?.reply ?? reply;
  }
  return reply;
}
