import type { WireFault } from "../../kit/wire-fault.ts";
import type { RequestRecord } from "./requests.ts";

/** Without a `status`, a `body` or `html` comes with a 500. */
export interface Fault extends WireFault {
  readonly method?: string;
  /** Tried on `RequestRecord.route`. */
  readonly route: RegExp;
  /** Only requests that carry files, or only those that do not. Default: both. */
  readonly uploads?: boolean;
}

/** Whether the request is one that the fault is meant for. */
export function fits(fault: Fault, { method, route, files }: RequestRecord): boolean {
  if (fault.uploads !== undefined && fault.uploads !== files.length > 0) return false;
  return (fault.method ?? method).toUpperCase() === method && fault.route.test(route);
}
