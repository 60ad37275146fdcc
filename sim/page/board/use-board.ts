import { useEffect, useState } from "preact/hooks";
import { STREAM } from "./collections.ts";
import type { Change } from "./collections.ts";
import { EMPTY, withChanges } from "./state.ts";
import type { State } from "./state.ts";

export interface Watched {
  readonly state: State;
  /** "lost": the demo is not there; the page asks again by itself. */
  readonly line: "connecting" | "open" | "lost";
}

/** What the simulators hold, as it changes. A page that comes back resets with what there is then. */
export function useBoard(): Watched {
  const [watched, setWatched] = useState<Watched>({ state: EMPTY, line: "connecting" });
  useEffect(() => {
    const source = new EventSource("/board");
    source.addEventListener(STREAM.all, ({ data }: MessageEvent<string>) =>
      setWatched({ state: withChanges(EMPTY, read(data)), line: "open" }),
    );
    source.addEventListener(STREAM.changes, ({ data }: MessageEvent<string>) =>
      setWatched(({ state }) => ({ state: withChanges(state, read(data)), line: "open" })),
    );
    source.addEventListener("error", () => setWatched(({ state }) => ({ state, line: "lost" })));
    return () => source.close();
  }, []);
  return watched;
}

const read = (data: string): readonly Change[] => JSON.parse(data) as readonly Change[];
