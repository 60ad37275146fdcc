// The bot as `npm start` runs it, with its statements to PostgreSQL counted, and what it needs told to its parent.

import { Client } from "pg";
import { tellUsage } from "../harness/tell-usage.ts";

export interface Statements {
  readonly kind: "statements";
  readonly count: number;
}

let count = 0;
const prototype: { query: (...given: unknown[]) => unknown } = Client.prototype;
prototype.query = new Proxy(prototype.query, {
  apply(query, client, given) {
    count += 1;
    return Reflect.apply(query, client, given);
  },
});

tellUsage();
setInterval(() => process.send?.({ kind: "statements", count } satisfies Statements), 200).unref();
await import("../../src/main.ts");
