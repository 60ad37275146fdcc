import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";

/**
 * Has a child process find what this one keeps of compiled code, if it does: to compile the bot takes longer than to start
 * it. https://nodejs.org/api/module.html#module-compile-cache
 */
export function compileCacheEnv(): Readonly<Record<string, string>> {
  // The folder in it is named for the version of Node.
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}
