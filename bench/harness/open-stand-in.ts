import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Counts } from "./stand-in.ts";

export interface StandIn extends Disposable {
  /** No slash at the end. */
  readonly origin: string;
  counts(): Promise<Counts>;
}

/** @param mediaBytes How large a file from `/media/` is. */
export async function openStandIn(mediaBytes = 0): Promise<StandIn> {
  const child = fork(fileURLToPath(new URL("stand-in.ts", import.meta.url)), [String(mediaBytes)], { execArgv: [] });
  const [{ port }] = (await once(child, "message")) as [{ readonly port: number }];
  return {
    origin: `http://127.0.0.1:${port}`,
    async counts() {
      child.send("counts");
      const [answer] = (await once(child, "message")) as [Counts];
      return answer;
    },
    [Symbol.dispose]: () => void child.kill("SIGKILL"),
  };
}
