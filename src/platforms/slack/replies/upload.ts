// The three steps of an upload, and what became of it. Slack looks at a file before it shows it, so that the third step
// answers well although nobody sees the file yet, and now and then never will.
// https://docs.slack.dev/messaging/working-with-files#upload

import { LIMITS } from "../limits.ts";
import { isFault } from "../../../domain/errors/errors.ts";
import type { Clock } from "../../../domain/time/clock.ts";
import { clip } from "../../../domain/text/clip.ts";
import type { Requests, UploadedBytes } from "../api/requests.ts";

interface UploadParts {
  readonly requests: Requests;
  readonly clock: Clock;
}

export interface Upload extends UploadedBytes {
  readonly alt: string;
}

interface Authority {
  readonly teamId: string;
  readonly signal: AbortSignal;
}

/** Announced and sent; nobody sees it yet. The file's ID. @throws TerminalError `reply.too_large`, `reply.no_uploads` */
export async function upload({ requests }: UploadParts, file: Upload, by: Authority): Promise<string> {
  const { name, alt, bytes } = file;
  const announced = await requests.call<{ readonly file_id: string; readonly upload_url: string }>({
    ...by,
    method: "files.getUploadURLExternal",
    // Not `alt_text`, as the SDK's own helper has it: Slack would drop that without a word.
    args: { filename: name, length: bytes.byteLength, alt_txt: clip(alt, LIMITS.altTextChars) },
    urgency: "result",
  });
  await requests.put(announced.upload_url, file, by.signal);
  return announced.file_id;
}

interface Sharing {
  readonly files: readonly { readonly id: string; readonly title: string }[];
  readonly channelId: string;
  /** Of the message in whose thread they are to stand; null: in none. */
  readonly threadTs: string | null;
}

/** Shows what was uploaded, all in one message. A file can be shared so once: then it is `reply.no_file`. */
export async function share({ requests }: UploadParts, sharing: Sharing, by: Authority): Promise<void> {
  const { files, channelId, threadTs } = sharing;
  const thread = threadTs === null ? {} : { thread_ts: threadTs };
  await requests.call({
    ...by,
    method: "files.completeUploadExternal",
    args: { files, channel_id: channelId, ...thread },
    urgency: "result",
  });
}

/** `looked-at`: Slack knows what it is, and shows it nowhere. `processing`: Slack is not through with it. */
type Whereabouts =
  | { readonly kind: "shared"; readonly permalink: string }
  | { readonly kind: "looked-at" | "processing" | "gone" };

interface FileInfo {
  readonly mimetype?: string;
  readonly permalink?: string;
  readonly shares?: Readonly<Record<string, unknown>>;
}

/** https://docs.slack.dev/reference/methods/files.info */
async function whereIs({ requests }: UploadParts, id: string, by: Authority): Promise<Whereabouts> {
  try {
    const { file } = await requests.call<{ readonly file: FileInfo }>({
      ...by,
      method: "files.info",
      args: { file: id },
      urgency: "result",
    });
    if (Object.keys(file.shares ?? {}).length > 0) return { kind: "shared", permalink: file.permalink ?? "" };
    return { kind: (file.mimetype ?? "") === "" ? "processing" : "looked-at" };
  } catch (error) {
    if (isFault(error, "reply.no_file")) return { kind: "gone" };
    throw error;
  }
}

/**
 * `many`: seconds are usual, a minute is enough for a long clip, and longer nobody should wait for the card. `few`: whether
 * an earlier process has shared it, which Slack may not show yet.
 */
const CHECKS_AFTER_MS = {
  many: [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000],
  few: [0, 1_000, 2_000, 4_000],
} as const;

interface Checking {
  readonly ids: readonly string[];
  readonly checks: keyof typeof CHECKS_AFTER_MS;
}

/** Looks until all of them are shared, or hope is over. */
export async function whereAre(
  parts: UploadParts,
  { ids, checks }: Checking,
  by: Authority,
): Promise<ReadonlyMap<string, Whereabouts>> {
  const known = new Map<string, Whereabouts>();
  for (const ms of CHECKS_AFTER_MS[checks]) {
    const open = ids.filter((id) => known.get(id)?.kind !== "shared");
    if (open.length === 0 || by.signal.aborted) break;
    if (ms > 0) await parts.clock.sleep(ms, by.signal);
    for (const id of open) known.set(id, await whereIs(parts, id, by));
  }
  return known;
}
