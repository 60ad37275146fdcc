// Everything the simulator holds, as its parts see it.
import type { Agenda } from "./schedule.ts";
import type { AppBook } from "./app-store.ts";
import type { Courier } from "../socket/event-sender.ts";
import type { EventHub } from "./events.ts";
import type { FaultBook } from "../api/faults.ts";
import type { FileShelf } from "./file-store.ts";
import type { Ids } from "./ids.ts";
import type { InteractionBook } from "./interaction-store.ts";
import type { MessageBook } from "./message-store.ts";
import type { OauthBook } from "./oauth-store.ts";
import type { RateBook } from "../api/rate-counter.ts";
import type { RequestRecord } from "../api/requests.ts";
import type { SocketHub } from "../socket/socket-hub.ts";
import type { TokenBook } from "./token-store.ts";
import type { ViewBook } from "./view-store.ts";
import type { World } from "./place-store.ts";

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface Slack {
  /** "http://127.0.0.1:PORT", once it listens. */
  origin(): string;
  now(): number;
  readonly ids: Ids;
  readonly app: AppBook;
  readonly events: EventHub;
  readonly agenda: Agenda;
  readonly world: World;
  readonly tokens: TokenBook;
  readonly messages: MessageBook;
  readonly files: FileShelf;
  readonly views: ViewBook;
  readonly interactions: InteractionBook;
  readonly socket: SocketHub;
  readonly courier: Courier;
  readonly oauth: OauthBook;
  readonly rates: RateBook;
  readonly faults: FaultBook;
  readonly requests: RequestRecord[];
  readonly fileReadyMs: number;
  readonly editWindowMs: number;
}
