// Everything the simulator holds, as its parts see it.
import type { Buckets } from "../api/buckets.ts";
import type { Cdn } from "./cdn.ts";
import type { CommandStore } from "./command-store.ts";
import type { EventHub } from "../../kit/event-hub.ts";
import type { SimEvent } from "./events.ts";
import type { Fault } from "../api/faults.ts";
import type { FaultQueue } from "../../kit/fault-queue.ts";
import type { GatewayHub } from "../socket/gateway-hub.ts";
import type { InteractionStore } from "./interaction-store.ts";
import type { Message } from "./message.ts";
import type { DiscordMessages } from "./message-store.ts";
import type { RequestRecord } from "../api/requests.ts";
import type { PlaceStore } from "./place-store.ts";

export interface Discord {
  readonly token: string;
  /** Also the id of the bot's user. */
  readonly applicationId: string;
  readonly bot: Message["author"];
  /** "http://127.0.0.1:PORT", once it listens. */
  origin(): string;
  now(): number;
  newId(): string;
  readonly events: EventHub<SimEvent>;
  readonly places: PlaceStore;
  readonly cdn: Cdn;
  readonly commands: CommandStore;
  readonly messages: DiscordMessages;
  readonly interactions: InteractionStore;
  readonly gateway: GatewayHub;
  readonly buckets: Buckets;
  readonly faults: FaultQueue<Fault>;
  readonly requests: RequestRecord[];
  /** What an enforced nonce has made, by channel and nonce. */
  readonly nonces: Map<string, { readonly messageId: string; readonly at: number }>;
}
