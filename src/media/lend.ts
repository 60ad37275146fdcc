// Makes uploads that only the bot can read available to MindVideo, at https://…/lent/<token>. Loans are in the database,
// so any process serves them, after any restart.

import { randomBytes } from "node:crypto";
import type { Attachment, PlatformName } from "../domain/messages/invocation.ts";
import type { KeyValueStore } from "../domain/key-value.ts";

/** One file, lent for one generation: until that is over, and for `LENT_MS` at most. */
export interface Loan {
  /** Opens the file to anyone who has it. A secret: never log it. */
  readonly token: string;
  readonly generationId: string;
  readonly platform: PlatformName;
  readonly guildId: string;
  readonly file: Attachment;
}

/** The address at which a file would be lent. */
interface Offer {
  readonly token: string;
  readonly url: string;
}

export interface Lending {
  /** Makes a new address; null if the operator has set no `PUBLIC_URL`. Nothing is served there before `lend`. */
  offer(file: Attachment): Offer | null;
  /** Starts the loan. */
  lend(loan: Loan): Promise<void>;
  find(token: string): Promise<Loan | undefined>;
}

/** Below `PUBLIC_URL`. */
export const LENT_PATH = "/lent";

/** A run ends within a day of being sent, and may wait as long before. The loan ends earlier with the run. */
const LENT_MS = 48 * 60 * 60_000;
/** 256 bits: not to be guessed. */
const TOKEN_BYTES = 32;
/** With the file's extension, because some APIs look at it before they look at the file. */
const TOKEN = /^[\w-]{43}(?:\.[a-z\d]{1,5})?$/;

/** @param publicUrl `PUBLIC_URL` without a slash at the end; null if not set */
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
