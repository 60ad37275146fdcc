import type { Clock } from "../domain/time/clock.ts";
import { within } from "../domain/time/within.ts";
import type { HttpRoute } from "./server.ts";

/** Something without which this process does not do its part. */
export interface ReadyCheck {
  /** As the operator reads it: `database`, `discord`. */
  readonly part: string;
  /** False, a rejection or no answer in time: it is not. */
  readonly isReady: () => boolean | Promise<boolean>;
}

type Readiness = ReadonlyMap<string, "ready" | "away" | "late">;

/** All are asked at once, and who asks meanwhile gets the same answer. */
export type ReadReadiness = () => Promise<Readiness>;

/** Kubernetes waits for a second by default: the answer has to say before then which part is late. */
const ANSWER_MS = 800;

export function createReadiness(checks: readonly ReadyCheck[], clock: Pick<Clock, "sleep">): ReadReadiness {
  const ask = async ({ part, isReady }: ReadyCheck) => {
    try {
      const answer = await within(clock, ANSWER_MS, Promise.resolve(isReady()));
      return [part, answer === null ? "late" : answer ? "ready" : "away"] as const;
    } catch {
      return [part, "away"] as const;
    }
  };
  let asking: Promise<Readiness> | null = null;
  return async () => {
    asking ??= Promise.all(checks.map(ask)).then((answers) => {
      asking = null;
      return new Map(answers);
    });
    return await asking;
  };
}

/** `/readyz`: 200 when all that this process needs for its part is there, else 503; the body says which is not. */
export const createReadyRoute = (read: ReadReadiness): HttpRoute => ({
  path: "/readyz",
  async handle({ method }, response) {
    if (method !== "GET" && method !== "HEAD") return void response.writeHead(405, { allow: "GET, HEAD" }).end();
    const readiness = await read();
    const ready = readiness.values().every((state) => state === "ready");
    response
      .writeHead(ready ? 200 : 503, { "content-type": "application/json", "cache-control": "no-store" })
      .end(JSON.stringify({ ready, parts: Object.fromEntries(readiness) }));
  },
});
