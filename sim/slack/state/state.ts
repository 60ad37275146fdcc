// Everything the simulator holds, as its parts see it.
import type { Agenda } from "./schedule.ts";
import type { AppStore } from "./app-store.ts";
import type { EventSender } from "../socket/event-sender.ts";
import type { EventHub } from "../../kit/event-hub.ts";
import type { SimEvent } from "./events.ts";
import type { Fault } from "../api/faults.ts";
import type { FaultQueue } from "../../kit/fault-queue.ts";
import type { FileStore } from "./file-store.ts";
import type { Ids } from "./ids.ts";
import type { InteractionStore } from "./interaction-store.ts";
import type { SlackMessages } from "./message-store.ts";
import type { OauthStore } from "./oauth-store.ts";
import type { RateCounter } from "../api/rate-counter.ts";
import type { RequestRecord } from "../api/requests.ts";
import type { SocketHub } from "../socket/socket-hub.ts";
import type { TokenStore } from "./token-store.ts";
import type { ViewStore } from "./view-store.ts";
import type { PlaceStore } from "./place-store.ts";

export interface Slack {
  /** "http://127.0.0.1:PORT", once it listens. */
  origin(): string;
  now(): number;
  readonly ids: Ids;
  readonly app: AppStore;
  readonly events: EventHub<SimEvent>;
  readonly agenda: Agenda;
  readonly places: PlaceStore;
  readonly tokens: TokenStore;
  readonly messages: SlackMessages;
  readonly files: FileStore;
  readonly views: ViewStore;
  readonly interactions: InteractionStore;
  readonly socket: SocketHub;
  readonly eventSender: EventSender;
  readonly oauth: OauthStore;
  readonly rates: RateCounter;
  readonly faults: FaultQueue<Fault>;
  readonly requests: RequestRecord[];
  readonly fileReadyMs: number;
  readonly editWindowMs: number;
}
