// Counts other services' answers. All our requests use undici, which reports each on Node's diagnostics channels, so no
// adapter has to count and none is forgotten. https://undici.nodejs.org/#/docs/api/DiagnosticsChannel

import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Clock } from "../domain/time/clock.ts";
import type { Instruments } from "./instruments.ts";
import { createRecent } from "./recent.ts";

type ServiceInstruments = Pick<Instruments, "repeats" | "responding" | "responses">;

/** Root URL of each service: `mindvideo`, `discord`, `slack`. Any other host is `media`, where results are served. */
export type Services = Readonly<Record<string, string>>;

/** The parts of undici's request object that we read. */
interface Sent {
  readonly origin: string | URL;
  readonly method: string;
  readonly headers: readonly unknown[];
}

interface UndiciEvent {
  readonly request: Sent;
  readonly response?: { readonly statusCode: number };
}

/** Most keys remembered. */
const MOST_KEYS = 10_000;

export function watchServices(
  services: Services,
  instruments: ServiceInstruments,
  clock: Pick<Clock, "elapsed">,
): Disposable {
  const hosts = Object.entries(services).map(([service, root]) => [service, new URL(root).host] as const);
  const serviceOf = ({ origin }: Sent): string => {
    const host = URL.parse(String(origin))?.host ?? "";
    return hosts.find(([, known]) => host === known || host.endsWith(`.${known}`))?.[0] ?? "media";
  };
  const sentAt = new WeakMap<Sent, number>();
  const keys = createRecent<true>(MOST_KEYS);
  const onCreate = (message: unknown): void => {
    const { request } = message as UndiciEvent;
    sentAt.set(request, clock.elapsed());
    const key = keyIn(request);
    if (key === null) return;
    if (keys.get(key) === true) instruments.repeats.inc();
    keys.set(key, true);
  };
  const onAnswer = (message: unknown): void => {
    const { request, response } = message as UndiciEvent;
    const service = serviceOf(request);
    instruments.responses.inc({ peer: service, method: methodOf(request), status: response?.statusCode ?? "none" });
    const since = sentAt.get(request);
    // A body may fail after its headers: that is still one request.
    if (!sentAt.delete(request) || since === undefined || response === undefined) return;
    instruments.responding.observe({ peer: service }, (clock.elapsed() - since) / 1_000);
  };
  const onError = (message: unknown): void => {
    if (sentAt.has((message as UndiciEvent).request)) onAnswer({ request: (message as UndiciEvent).request });
  };
  const listeners = [
    ["undici:request:create", onCreate],
    ["undici:request:headers", onAnswer],
    ["undici:request:error", onError],
  ] as const;
  for (const [channel, listener] of listeners) subscribe(channel, listener);
  return {
    [Symbol.dispose]() {
      for (const [channel, listener] of listeners) unsubscribe(channel, listener);
    },
  };
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

const methodOf = ({ method }: Sent): string => (METHODS.includes(method) ? method : "other");

/** The Idempotency-Key, from undici's list in which names and values alternate. */
function keyIn({ headers }: Sent): string | null {
  const at = headers.findIndex((name, index) => index % 2 === 0 && name === "idempotency-key");
  const key = at === -1 ? null : headers[at + 1];
  return typeof key === "string" ? key : null;
}
