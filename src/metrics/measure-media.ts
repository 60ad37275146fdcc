import type { Clock } from "../domain/time/clock.ts";
import type { MediaFetcher } from "../media/fetch-media.ts";
import type { Instruments } from "./instruments.ts";

type MediaInstruments = Pick<Instruments, "bytes" | "fetching" | "files">;

/** Wraps a media fetcher and counts what it fetches. */
export function measureMedia(
  media: MediaFetcher,
  instruments: MediaInstruments,
  clock: Pick<Clock, "elapsed">,
): MediaFetcher {
  return {
    async fetch(result, signal) {
      const since = clock.elapsed();
      const fetched = await media.fetch(result, signal);
      instruments.fetching.observe((clock.elapsed() - since) / 1_000);
      for (const { code } of fetched.problems) instruments.files.inc({ result: code });
      for (const { bytes } of fetched.files) {
        if (bytes === null) continue;
        instruments.files.inc({ result: "fetched" });
        instruments.bytes.inc(bytes.byteLength);
      }
      return fetched;
    },
    [Symbol.asyncDispose]: async () => await media[Symbol.asyncDispose](),
  };
}
