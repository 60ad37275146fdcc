// What only the bot can read, under an address that MindVideo can: https://…/lent/<token>. Loans are in the database, so
// any process serves them, after any restart.

import { randomBytes } from "node:crypto";
import type { Attachment, PlatformName } from "../domain/messages/invocation.ts";
import type { KeyValueStore } from "../domain/key-value.ts";

/** One file, for one generation: while that is at work, and no longer than `LENT_MS`. */
export interface Loan {
  /** Who has it can read the file: a secret, never logged. */
  readonly token: string;
  readonly generationId: string;
  readonly platform: PlatformName;
  readonly guildId: string;
  readonly file: Attachment;
}

/** Where a file would be lent. */
interface Offer {
  readonly token: string;
  readonly url: string;
}

export interface Lending {
  /** A new address every time; null where the operator has not said how the outside reaches this process. */
  offer(file: Attachment): Offer | null;
  /** From now on. */
  lend(loan: Loan): Promise<void>;
  find(token: string): Promise<Loan | undefined>;
}

/** Below `PUBLIC_URL`. */
export const LENT_PATH = "/lent";

/** A run ends within a day of being sent, and may wait as long before. The end of the run ends the loan sooner. */
const LENT_MS = 48 * 60 * 60_000;
/** 256 bits: not to be guessed. */
const TOKEN_BYTES = 32;
/** Of some APIs it is known that they look at an address's ending before they look at the file. */
const TOKEN = /^[\w-]{43}(?:\.[a-z\d]{1,5})?$/;

/** @param publicUrl How the outside reaches this process, no slash at the end; null: not at all. */
export function createLending(keyValue: KeyValueStore, publicUrl: string | null): Lending {
  return {
    offer({ name }) {
      if (publicUrl === null) return null;
      const [ending = ""] = /\.[a-z\d]{1,5}$/.exec(name.toLowerCase()) ?? [];
      const token = randomBytes(TOKEN_BYTES).toString("base64url") + ending;
      return { token, url: `${publicUrl}${LENT_PATH}/${token}` };
    },
    lend: async (loan) => void (await keyValue.set(keyOf(loan.token), loan, LENT_MS)),
    find: async (token) => (TOKEN.test(token) ? await keyValue.get<Loan>(keyOf(token)) : undefined),
  };
}

const keyOf = (token: string): string => `lent:${token}`;
