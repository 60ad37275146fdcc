import { asBotError, BotError, TerminalError } from "../domain/errors/errors.ts";
import type { RemoteMedia } from "../domain/generation.ts";
import type { MediaFile } from "../domain/media.ts";
import { altText } from "./alt-text.ts";
import { createDownloader } from "./download.ts";
import type { Allowance, DownloaderOptions } from "./download.ts";
import { fileName } from "./file-name.ts";
import { linkExpiresAt } from "./link-lifetime.ts";
import { createMemoryBudget, PROCESS_MEMORY } from "./memory-budget.ts";
import type { MemoryBudget } from "./memory-budget.ts";
import { assumedType, sniffMedia } from "./sniff-media.ts";
import type { MediaType } from "./sniff-media.ts";

const MIB = 1024 * 1024;

/** Room for 3200 x 3200 px of noise, which nothing compresses; a real picture of 4096 x 4096 px is smaller. */
const IMAGE_BYTES = 32 * MIB;
/** The longest clip, 15 s, at 70 Mbit/s. */
const CLIP_BYTES = 128 * MIB;

/** For results beyond the number that any model makes: they stay links. */
const TOO_MANY = new TerminalError("media.too_large", { detail: { reason: "files" } });

export interface ResultToFetch {
  readonly generationId: string;
  readonly media: readonly RemoteMedia[];
  readonly prompt: string | null;
  readonly modelTitle: string;
  /** When the task ended, in milliseconds since the epoch: links expire by it. */
  readonly endedAt: number;
  /** Largest clip that the reply takes. Larger ones are not fetched, since a clip cannot be made smaller. */
  readonly maxClipBytes: number;
}

/** Holds part of the memory budget: dispose of it as soon as the reply has the files. */
export interface FetchedResult extends Disposable {
  /** In the order of the result. A file that could not be fetched has only its link. */
  readonly files: readonly MediaFile[];
  /**
   * Why files are missing. `RetryableError` `media.unreachable` is worth another attempt; `TerminalError` `media.refused`,
   * `media.too_large`, `media.not_media` and `media.gone` are not.
   */
  readonly problems: readonly BotError[];
}

export interface MediaFetcher extends AsyncDisposable {
  /** Waits until there is memory for the result, then fetches all of it. Rejects only when `signal` aborts. */
  fetch(result: ResultToFetch, signal: AbortSignal): Promise<FetchedResult>;
}

export interface MediaFetcherOptions extends DownloaderOptions {
  /** The process's memory budget for files; left out: a separate one. */
  readonly memory?: MemoryBudget;
}

export function createMediaFetcher(options: MediaFetcherOptions): MediaFetcher {
  const downloader = createDownloader(options);
  const memory = options.memory ?? createMemoryBudget(PROCESS_MEMORY);

  /** Returns an error instead of throwing it, so that the result's other files are still fetched. */
  async function fetchOne(url: string, allowance: Allowance, signal: AbortSignal): Promise<Fetched | BotError> {
    try {
      const bytes = await downloader.download(url, allowance, signal);
      const type = await sniffMedia(bytes);
      if (type !== null) return { ...type, bytes };
      allowance.reservation.giveBack(bytes.byteLength);
      return new TerminalError("media.not_media");
    } catch (error) {
      return asBotError(error);
    }
  }

  return {
    async fetch(result, signal) {
      const most = (media: RemoteMedia): number =>
        media.kind === "image" ? IMAGE_BYTES : Math.min(CLIP_BYTES, result.maxClipBytes);
      const bytes = result.media.reduce((sum, media) => sum + most(media), 0);
      const reservation = await memory.reserve({ bytes, files: result.media.length }, signal);
      const fetched = await Promise.all(
        result.media.map(async (media, index) =>
          index < reservation.files
            ? await fetchOne(media.url, { maxBytes: most(media), reservation }, signal)
            : TOO_MANY,
        ),
      );
      if (signal.aborted) {
        reservation[Symbol.dispose]();
        throw signal.reason;
      }
      reservation.trim();
      return {
        files: result.media.map((media, index) =>
          toFile(result, { media, position: index + 1, found: fetched[index] }),
        ),
        problems: fetched.filter((one) => one instanceof BotError),
        [Symbol.dispose]: () => reservation[Symbol.dispose](),
      };
    },
    [Symbol.asyncDispose]: () => downloader.close(),
  };
}

interface Fetched extends MediaType {
  readonly bytes: Uint8Array;
}

interface Place {
  readonly media: RemoteMedia;
  /** Counts from 1. */
  readonly position: number;
  readonly found: Fetched | BotError | undefined;
}

function toFile({ generationId, prompt, modelTitle, endedAt }: ResultToFetch, place: Place): MediaFile {
  const { media, position } = place;
  const found = place.found instanceof BotError ? undefined : place.found;
  const { kind, contentType, extension } = found ?? assumedType(media.kind);
  return {
    kind,
    name: fileName({ prompt, generationId, position, extension }),
    contentType,
    bytes: found?.bytes ?? null,
    url: media.url,
    linkExpiresAt: isGone(place.found) ? null : linkExpiresAt(media.url, endedAt),
    alt: altText(prompt, modelTitle),
  };
}

const isGone = (found: Place["found"]): boolean => found instanceof BotError && found.code === "media.gone";
