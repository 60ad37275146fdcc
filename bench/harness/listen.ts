import { on, once } from "node:events";
import type { ChildProcess } from "node:child_process";

/** What a child says, one message after the other. @throws when it ends instead */
export function listenTo<T>(child: ChildProcess): () => Promise<T> {
  const said = on(child, "message");
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`a process that is measured ended with ${String(code)}`);
  });
  // Whoever listens no longer is not told.
  ended.catch(() => {});
  const next = async (): Promise<T> => {
    const { value } = (await said.next()) as IteratorYieldResult<[T]>;
    return value[0];
  };
  return async () => await Promise.race([next(), ended]);
}
