// A workspace with files, runs at work that were lent some of them, and the port at which those are served.

import { startSlack } from "../../sim/slack/simulator.ts";
import type { SlackSimulator, Fixtures } from "../../sim/slack/simulator.ts";
import type { Attachment } from "../../src/domain/messages/invocation.ts";
import type { Generation } from "../../src/domain/generation.ts";
import { createLentRoute } from "../../src/http/lent.ts";
import { openHttp } from "../../src/http/server.ts";
import { createLending } from "../../src/media/lend.ts";
import type { Lending } from "../../src/media/lend.ts";
import { openSqlite } from "../../src/store/sqlite/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import type { OpenFile } from "../../src/domain/media.ts";
import { ManualClock } from "../manual-clock.ts";
import { PNG } from "../sim/slack/media.ts";
import { aGeneration } from "../store/a-generation.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { attachmentOf, openReader, share } from "../platforms/slack/uploads.ts";

/** Several pieces on the wire, and no two alike. */
export const BYTES = Buffer.concat([PNG, Buffer.from(Uint32Array.from({ length: 50_000 }, (_, n) => n).buffer)]);

interface Lent {
  readonly generation: Generation;
  readonly file: Attachment;
  readonly token: string;
  readonly url: string;
  readonly path: string;
}

interface Wanted {
  readonly from?: Fixtures;
  readonly name?: string;
  readonly bytes?: Uint8Array;
  readonly id?: string;
}

export interface LendingHarness extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly lending: Lending;
  readonly log: KeptLog;
  readonly slack: SlackSimulator;
  readonly store: Store;
  readonly fixtures: Fixtures;
  /** Where another process, or one that reads files in another way, serves the same loans. */
  serve(parts: { readonly lending?: Lending; readonly openFile?: OpenFile }): Promise<string>;
  /** A run that has not been accepted yet, with a loan. */
  offer(wanted?: Wanted): Promise<Lent>;
  /** A run at work, with a loan. */
  lend(wanted?: Wanted): Promise<Lent>;
  get(path: string, init?: RequestInit): Promise<Got>;
}

interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

export async function openLending(): Promise<LendingHarness> {
  const closing = new AsyncDisposableStack();
  const clock = new ManualClock();
  const log = new KeptLog();
  const slack = closing.use(await startSlack({ limits: false }));
  const fixtures = slack.addFixtures();
  const store = closing.use(await openSqlite(":memory:", () => clock.now()));
  const lending = createLending(store.keyValue, "https://bot.example");
  const reader = closing.use(openReader(slack));
  const serve: LendingHarness["serve"] = async (other) => {
    const { openFile = reader.openFile } = other;
    const platforms = new Map([["slack", { openFile }]] as const);
    const route = createLentRoute({ lending: other.lending ?? lending, store, platforms, log });
    const { port } = closing.use(await openHttp({ port: 0, log, routes: [route] }));
    return `http://127.0.0.1:${port}`;
  };
  const origin = await serve({});
  const offer: LendingHarness["offer"] = async ({
    from = fixtures,
    name = "Red Fox.PNG",
    bytes = BYTES,
    id = "1",
  } = {}) => {
    const generation = aGeneration({ id: `slack:${id}`, platform: "slack", guildId: from.workspace.id });
    const file = attachmentOf(share(from, bytes, name));
    const offered = lending.offer(file);
    if (offered === null) throw new Error("nothing is lent");
    const { platform, guildId, id: generationId } = generation;
    await lending.lend({ token: offered.token, platform, guildId, generationId, file });
    return { generation, file, ...offered, path: new URL(offered.url).pathname };
  };
  return {
    clock,
    lending,
    log,
    slack,
    store,
    fixtures,
    serve,
    offer,
    async lend(wanted) {
      const lent = await offer(wanted);
      await store.accept(lent.generation, () => []);
      await store.beginSubmission(lent.generation.id, clock.now());
      return lent;
    },
    get: async (path, init = {}) => await got(await fetch(`${origin}${path}`, init)),
    [Symbol.asyncDispose]: async () => await closing.disposeAsync(),
  };
}

export async function got(response: Response): Promise<Got> {
  const { status, headers } = response;
  return { status, headers, bytes: Buffer.from(await response.arrayBuffer()) };
}
