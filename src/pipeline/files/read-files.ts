import { TerminalError, UserError } from "../../domain/errors/errors.ts";
import type { Generation } from "../../domain/generation.ts";
import type { Attachment } from "../../domain/messages/invocation.ts";
import { mapTexts, textsIn } from "../../domain/json.ts";
import type { JsonObject } from "../../domain/json.ts";
import type { OpenFile } from "../../domain/media.ts";
import type { Parts } from "../parts.ts";

type FileParts = Pick<Parts, "dataUris" | "store" | "platforms">;

/** What goes out. Dispose of it when it is answered: the files in it hold memory. */
export interface Sendable extends Disposable {
  readonly input: JsonObject;
}

/** Longer than a submission is repeated. */
const DIGEST_MS = 48 * 60 * 60_000;

/**
 * The input with the files in it that go along, as data URIs. They are read each time: what differs from what was
 * read first is not sent under the same key (P2).
 * @param isSent False: nothing has gone out yet, so what is lent has to be there as well.
 * @throws UserError `file.gone`, `file.unreadable`; RetryableError `file.unreachable`; TerminalError `file.platform_off`
 */
export async function readFiles(
  { dataUris, store, platforms }: FileParts,
  { generation, isSent }: { readonly generation: Generation; readonly isSent: boolean },
  signal: AbortSignal,
): Promise<Sendable> {
  const { id, guildId, input, platform, values } = generation;
  const files = Object.values(values).filter(isPrivate);
  if (files.length === 0) return { input, [Symbol.dispose]: () => undefined };
  const openFile = platforms.get(platform)?.openFile;
  if (openFile === undefined) throw new TerminalError("file.platform_off");
  const texts = new Set(textsIn(input));
  const { along = [], lent = [] } = Object.groupBy(files, ({ url }) => (texts.has(url) ? "along" : "lent"));
  if (!isSent) for (const file of lent) await mustBeThere(openFile, { guildId, file }, signal);
  if (along.length === 0) return { input, [Symbol.dispose]: () => undefined };
  const inlined = await dataUris(along, async (file) => await openFile(guildId, file, signal), signal);
  try {
    await mustBeTheSame(store.keyValue, id, inlined.digest);
    return {
      input: mapTexts(input, (text) => inlined.uris.get(text) ?? text),
      [Symbol.dispose]: () => inlined[Symbol.dispose](),
    };
  } catch (error) {
    inlined[Symbol.dispose]();
    throw error;
  }
}

const isPrivate = (value: Generation["values"][string]): value is Attachment =>
  typeof value === "object" && value.kind === "attachment" && value.access === "private";

interface Whose {
  readonly guildId: string;
  readonly file: Attachment;
}

async function mustBeThere(openFile: OpenFile, { guildId, file }: Whose, signal: AbortSignal): Promise<void> {
  const { content } = await openFile(guildId, file, signal);
  await content.return();
}

async function mustBeTheSame(
  keyValue: Parts["store"]["keyValue"],
  generationId: string,
  digest: string,
): Promise<void> {
  const key = `sent-files:${generationId}`;
  const before = await keyValue.get<string>(key);
  if (before === undefined) await keyValue.set(key, digest, DIGEST_MS);
  else if (before !== digest) throw new UserError("file.unreadable");
}
