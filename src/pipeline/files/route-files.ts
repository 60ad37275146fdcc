import type { PrivateFile } from "../../catalog/read/private-files.ts";
import { UserError } from "../../domain/errors/errors.ts";
import type { Generation } from "../../domain/generation.ts";
import { mapTexts } from "../../domain/json.ts";
import { REQUEST_DATA_URI_BYTES } from "../../media/data-uris.ts";
import type { Lending, Loan } from "../../media/lend.ts";

/** A generation whose files can reach MindVideo, with what has to be lent for it before anything is sent. */
export interface Prepared {
  readonly generation: Generation;
  readonly loans: readonly Loan[];
}

/**
 * Decides for each file that only the bot can read how it reaches MindVideo. What the model takes as a data URI keeps its
 * own address in the input for now (`read-files.ts` has the rest); all others get the address under which they will be
 * lent. It is in the row, so every repeat sends the same (P2).
 * @throws UserError `file.not_lendable`: neither is possible
 */
export function routeFiles(lending: Lending, generation: Generation, files: readonly PrivateFile[]): Prepared {
  const { id: generationId, platform, guildId, input } = generation;
  const loans: Loan[] = [];
  const urls = new Map<string, string>();
  const stuck: PrivateFile[] = [];
  let bytesLeft = REQUEST_DATA_URI_BYTES;
  for (const one of files) {
    const { file, maxDataBytes, takesUrl } = one;
    if (file.bytes <= Math.min(maxDataBytes, bytesLeft)) {
      bytesLeft -= file.bytes;
      continue;
    }
    const offer = takesUrl ? lending.offer(file) : null;
    if (offer === null) {
      stuck.push(one);
      continue;
    }
    urls.set(file.url, offer.url);
    loans.push({ token: offer.token, generationId, platform, guildId, file });
  }
  if (stuck.length > 0) throw notLendable(stuck);
  return { generation: { ...generation, input: mapTexts(input, (text) => urls.get(text) ?? text) }, loans };
}

function notLendable(files: readonly PrivateFile[]): UserError {
  const tooLarge = files.every(({ maxDataBytes }) => maxDataBytes > 0);
  return new UserError("file.not_lendable", { detail: { options: files.map(({ option }) => option), tooLarge } });
}
