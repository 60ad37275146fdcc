import type { Handlers, Platform } from "../../../src/platforms/platform.ts";

export interface Processes extends AsyncDisposable {
  /** Of the process that runs now. */
  readonly platform: () => Platform;
  /** Ends it, and starts the next one. */
  readonly restart: () => Promise<Platform>;
}

/** One process after the other, each with a platform of its own and with what the one before it kept. */
export async function openProcesses(create: () => Platform, handlers: Handlers): Promise<Processes> {
  const start = async (): Promise<Platform> => {
    const started = create();
    await started.start(handlers, new AbortController().signal);
    return started;
  };
  let platform = await start();
  return {
    platform: () => platform,
    async restart() {
      await platform[Symbol.asyncDispose]();
      platform = await start();
      return platform;
    },
    [Symbol.asyncDispose]: async () => await platform[Symbol.asyncDispose](),
  };
}
