import { asBotError } from "../domain/errors/errors.ts";
import type { Generation } from "../domain/generation.ts";
import { awaitAnswer } from "./await-answer.ts";
import { cardOf } from "./card-of.ts";
import type { Parts } from "./parts.ts";

/** Redraws the reply some time soon. Nobody waits for it, and a failure costs nothing but the picture of progress. */
export type ShowProgress = (generation: Generation) => void;

export function createShowProgress(
  parts: Pick<Parts, "catalog" | "clock" | "durations" | "log" | "store" | "platforms">,
  signal: AbortSignal,
): ShowProgress {
  const { log, store, platforms } = parts;
  const show = async (generation: Generation): Promise<void> => {
    const platform = platforms.get(generation.platform);
    if (platform === undefined) return;
    const reply = await awaitAnswer(parts, { generation, platform }, signal);
    const shown = await platform.show(reply, cardOf(generation, parts), signal);
    if (shown.messageId !== null && shown.messageId !== reply.messageId) {
      await store.recordMessage(generation.id, shown, reply.messageId);
    }
  };
  return (generation) => {
    show(generation).catch((error: unknown) => {
      const { code, cause } = asBotError(error);
      if (!signal.aborted) log.debug({ generationId: generation.id, code, err: cause }, "progress not shown");
    });
  };
}
