// Everything the simulator holds, as its parts see it.
import type { Agenda } from "./agenda.ts";
import type { AppBook } from "./app-book.ts";
import type { Courier } from "./courier.ts";
import type { EventHub } from "./events.ts";
import type { FaultBook } from "./faults.ts";
import type { FileShelf } from "./file-shelf.ts";
import type { Ids } from "./ids.ts";
import type { InteractionBook } from "./interaction-book.ts";
import type { MessageBook } from "./message-book.ts";
import type { OauthBook } from "./oauth-book.ts";
import type { RateBook } from "./rate-book.ts";
import type { RequestRecord } from "./requests.ts";
import type { SocketHub } from "./socket-hub.ts";
import type { TokenBook } from "./token-book.ts";
import type { ViewBook } from "./view-book.ts";
import type { World } from "./world-book.ts";

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
