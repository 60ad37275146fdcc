import type { Clock } from "../domain/time/clock.ts";
import { within } from "../domain/time/within.ts";
import type { HttpRoute } from "./server.ts";

/** A part that this process needs for its role. */
export interface ReadyCheck {
  /** Name for the operator: `database`, `discord`. */
  readonly part: string;
  /** False, a rejection, or no answer in time means not ready. */
  readonly isReady: () => boolean | Promise<boolean>;
}

type Readiness = ReadonlyMap<string, "ready" | "away" | "late">;

/** Asks all parts at once. Concurrent calls share one answer. */
export type ReadReadiness = () => Promise<Readiness>;

/** Kubernetes waits for a second by default; before then the answer must say which part is late. */
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

/** `/readyz`: 200 if every part that this process needs is ready, else 503. The body has the state of each. */
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
