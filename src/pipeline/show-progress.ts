import { asBotError } from "../domain/errors.ts";
import type { Generation } from "../domain/generation.ts";
import { whereAnswered } from "./await-answer.ts";
import { cardOf } from "./card-of.ts";
import type { Parts } from "./parts.ts";

/** Redraws the reply some time soon. Nobody waits for it, and a failure costs nothing but the picture of progress. */
export type ShowProgress = (generation: Generation) => void;

export function createShowProgress(
  parts: Pick<Parts, "catalog" | "clock" | "durations" | "log" | "store" | "surfaces">,
  signal: AbortSignal,
): ShowProgress {
  const { log, store, surfaces } = parts;
  const show = async (generation: Generation): Promise<void> => {
    const surface = surfaces.get(generation.platform);
    if (surface === undefined) return;
    const reply = await whereAnswered(parts, { generation, surface }, signal);
    const shown = await surface.show(reply, cardOf(generation, parts), signal);
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
