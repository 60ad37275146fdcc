import type { Clock } from "../domain/time/clock.ts";
import { asBotError, UserError } from "../domain/errors/errors.ts";
import type { PlatformName } from "../domain/messages/invocation.ts";
import type { Answer, Handlers, Platform } from "../platforms/platform.ts";
import type { Instruments } from "./instruments.ts";

type PlatformInstruments = Pick<Instruments, "attempts" | "handlers" | "refusals">;
type Ticks = Pick<Clock, "elapsed">;

/** Wraps a platform and counts what its handlers answer and what is delivered through it. */
export function measurePlatform(measured: Platform, instruments: PlatformInstruments, clock: Ticks): Platform {
  const { platform } = measured;
  return {
    ...measured,
    start: async (handlers, signal) =>
      await measured.start(measureHandlers(handlers, { platform, instruments, clock }), signal),
    async deliver(delivery, signal) {
      const since = clock.elapsed();
      const note = (result: string): void =>
        instruments.attempts.observe({ platform, result }, secondsSince(clock, since));
      try {
        const delivered = await measured.deliver(delivery, signal);
        note("delivered");
        return delivered;
      } catch (error) {
        if (!signal.aborted) note(asBotError(error).code);
        throw error;
      }
    },
  };
}

interface Measuring {
  readonly platform: PlatformName;
  readonly instruments: PlatformInstruments;
  readonly clock: Ticks;
}

function measureHandlers(handlers: Handlers, { platform, instruments, clock }: Measuring): Handlers {
  const timed = async <T>(ask: () => Promise<T>, nameOf: (answer: T) => Answer["kind"] | "suggestions"): Promise<T> => {
    const since = clock.elapsed();
    const note = (answer: string): void =>
      instruments.handlers.observe({ platform, answer }, secondsSince(clock, since));
    try {
      const answer = await ask();
      note(nameOf(answer));
      return answer;
    } catch (error) {
      const fault = asBotError(error);
      note(fault instanceof UserError ? "refused" : "failed");
      if (fault instanceof UserError) instruments.refusals.inc({ platform, code: fault.code });
      throw error;
    }
  };
  return {
    ...handlers,
    invoke: async (invocation, reply) => await timed(async () => await handlers.invoke(invocation, reply), kindOf),
    press: async (press, reply) => await timed(async () => await handlers.press(press, reply), kindOf),
    suggest: async (typing, origin) =>
      await timed(
        async () => await handlers.suggest(typing, origin),
        () => "suggestions",
      ),
  };
}

const kindOf = ({ kind }: Answer): Answer["kind"] => kind;

const secondsSince = (clock: Ticks, since: number): number => (clock.elapsed() - since) / 1_000;
