import type { Clock } from "../../../domain/time/clock.ts";

/** Slack waits for it, once. What goes out with it needs no request. */
export interface Ack<Body> {
  /** False: it went out before, or did not get through, and `body` has to be told another way. */
  with(body?: Body): Promise<boolean>;
}

/** Slack tells the person after three seconds that nobody answered: one is left for the way. */
const BY_MS = 2_000;

/** Goes out by itself, empty, when nothing is there to say in time. */
export function createAck<Body>(clock: Clock, send: (body?: Body) => Promise<void>): Ack<Body> {
  const sent = new AbortController();
  const once: Ack<Body>["with"] = async (body) => {
    if (sent.signal.aborted) return false;
    sent.abort();
    try {
      await send(body);
      return true;
    } catch {
      return false;
    }
  };
  void clock.sleep(BY_MS, sent.signal).then(async () => await once());
  return { with: once };
}
