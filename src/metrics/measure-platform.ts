import type { Clock } from "../domain/clock.ts";
import { asBotError, UserError } from "../domain/errors.ts";
import type { Platform } from "../domain/messages/invocation.ts";
import type { Answer, Desk, Surface } from "../platforms/platform.ts";
import type { Instruments } from "./instruments.ts";

type Kept = Pick<Instruments, "attempts" | "desk" | "refusals">;
type Ticks = Pick<Clock, "elapsed">;

/** The same, with what is asked of the desk behind it and what is delivered through it counted. */
export function measureSurface(surface: Surface, kept: Kept, clock: Ticks): Surface {
  const { platform } = surface;
  return {
    ...surface,
    start: async (desk, signal) => await surface.start(measureDesk(desk, { platform, kept, clock }), signal),
    async deliver(delivery, signal) {
      const since = clock.elapsed();
      const note = (result: string): void => kept.attempts.observe({ platform, result }, secondsSince(clock, since));
      try {
        const delivered = await surface.deliver(delivery, signal);
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
  readonly platform: Platform;
  readonly kept: Kept;
  readonly clock: Ticks;
}

function measureDesk(desk: Desk, { platform, kept, clock }: Measuring): Desk {
  const timed = async <T>(ask: () => Promise<T>, nameOf: (answer: T) => Answer["kind"] | "suggestions"): Promise<T> => {
    const since = clock.elapsed();
    const note = (answer: string): void => kept.desk.observe({ platform, answer }, secondsSince(clock, since));
    try {
      const answer = await ask();
      note(nameOf(answer));
      return answer;
    } catch (error) {
      const fault = asBotError(error);
      note(fault instanceof UserError ? "refused" : "failed");
      if (fault instanceof UserError) kept.refusals.inc({ platform, code: fault.code });
      throw error;
    }
  };
  return {
    ...desk,
    invoke: async (invocation, reply) => await timed(async () => await desk.invoke(invocation, reply), kindOf),
    press: async (press, reply) => await timed(async () => await desk.press(press, reply), kindOf),
    suggest: async (typing, origin) =>
      await timed(
        async () => await desk.suggest(typing, origin),
        () => "suggestions",
      ),
  };
}

const kindOf = ({ kind }: Answer): Answer["kind"] => kind;

const secondsSince = (clock: Ticks, since: number): number => (clock.elapsed() - since) / 1_000;
