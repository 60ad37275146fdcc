// One PostgreSQL for all files of a run, started when the first of them asks for it. TEST_DATABASE_URL names another one,
// whose user may create databases.

import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { startPostgres } from "./start-postgres.ts";
import type { Postgres } from "./start-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** On this port of loopback whoever connects is told the server's URL; nothing, when it could not be started. */
    readonly postgresPort: number;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<Postgres> | null = null;
  const given = process.env["TEST_DATABASE_URL"];
  const urlOf = async (): Promise<string> => given ?? (await (started ??= startPostgres())).url;
  const teller = createServer((socket) => {
    socket.on("error", () => null);
    urlOf().then(
      (url) => socket.end(url),
      () => socket.end(),
    );
  });
  teller.listen(0, "127.0.0.1");
  await once(teller, "listening");
  project.provide("postgresPort", (teller.address() as AddressInfo).port);
  return async () => {
    teller.close();
    if (started !== null) await (await started)[Symbol.asyncDispose]();
  };
}
