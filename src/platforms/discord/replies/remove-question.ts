import { Routes } from "discord.js";
import type { Clock } from "../../../domain/time/clock.ts";
import type { Log } from "../../../domain/log.ts";
import type { ReplyRef } from "../../../domain/messages/reply.ts";
import { toBotError } from "../api/errors.ts";
import type { RestClients } from "../api/rest-clients.ts";

interface Removal {
  readonly applicationId: string;
  /** Where the question stands. */
  readonly at: ReplyRef;
}

/**
 * Takes an answered question away, by the token of what it was asked about. Never throws: where that has ended the
 * question stays, and its buttons say that it ran.
 */
export async function removeQuestion(
  { clients, clock, log }: { readonly clients: RestClients; readonly clock: Clock; readonly log: Log },
  { applicationId, at: { token, tokenExpiresAt } }: Removal,
): Promise<void> {
  if (token === null || tokenExpiresAt === null || tokenExpiresAt <= clock.now()) return;
  try {
    await clients.hook.result.delete(Routes.webhookMessage(applicationId, token, "@original"), { auth: false });
  } catch (error) {
    log.debug({ code: toBotError(error).code }, "question not removed");
  }
}
