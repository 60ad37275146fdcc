import type { WireFault } from "../../kit/wire-fault.ts";
import type { RequestRecord } from "./requests.ts";

/**
 * The status is 200 by default, or 429 when the error is "ratelimited", and a 429 gets `Retry-After: 1`. Without an `error`
 * or a `body` the answer is empty.
 */
export interface Fault extends WireFault {
  /** As in `RequestRecord.method`; a pattern is tried on it. Default: any. */
  readonly method?: string | RegExp;
  /** Only requests with a token of this workspace. */
  readonly workspaceId?: string;
  /** `{"ok":false,"error":…}`; nothing is applied. */
  readonly error?: string;
  /** Of files.completeUploadExternal: it answers well, and the file is never shared. */
  readonly neverShared?: boolean;
}

/** Whether the request is one that the fault is meant for. */
export function fits(fault: Fault, { method, workspaceId }: RequestRecord): boolean {
  if (fault.workspaceId !== undefined && fault.workspaceId !== workspaceId) return false;
  if (fault.method === undefined) return true;
  return typeof fault.method === "string" ? fault.method === method : fault.method.test(method);
}
