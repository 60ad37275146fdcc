// Everything the simulator holds, as its parts see it.
import type { Buckets } from "../api/buckets.ts";
import type { Cdn } from "./cdn.ts";
import type { CommandShelf } from "./command-store.ts";
import type { EventHub } from "./events.ts";
import type { FaultBook } from "../api/faults.ts";
import type { GatewayHub } from "../socket/gateway-hub.ts";
import type { InteractionBook } from "./interaction-store.ts";
import type { Message } from "./message.ts";
import type { MessageBook } from "./message-store.ts";
import type { RequestRecord } from "../api/requests.ts";
import type { World } from "./place-store.ts";

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface Discord {
  readonly token: string;
  /** Also the id of the bot's user. */
  readonly applicationId: string;
  readonly bot: Message["author"];
  /** "http://127.0.0.1:PORT", once it listens. */
  origin(): string;
  now(): number;
  newId(): string;
  readonly events: EventHub;
  readonly world: World;
  readonly cdn: Cdn;
  readonly commands: CommandShelf;
  readonly messages: MessageBook;
  readonly interactions: InteractionBook;
  readonly gateway: GatewayHub;
  readonly buckets: Buckets;
  readonly faults: FaultBook;
  readonly requests: RequestRecord[];
  /** What an enforced nonce has made, by channel and nonce. */
  readonly nonces: Map<string, { readonly messageId: string; readonly at: number }>;
}
