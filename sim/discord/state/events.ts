// What happens in the simulator.
import type { GatewaySession } from "../socket/gateway.ts";
import type { Interaction } from "./interaction.ts";
import type { Message } from "./message.ts";
import type { RequestRecord } from "../api/requests.ts";

export type SimEvent =
  | { readonly type: "message"; readonly change: "created" | "edited" | "deleted"; readonly message: Message }
  | {
      readonly type: "interaction";
      readonly change: "dispatched" | "acknowledged";
      readonly interaction: Interaction;
    }
  /** Arrived, when a fault is applied to it, and once more when it has been answered. */
  | { readonly type: "request"; readonly request: RequestRecord }
  | {
      readonly type: "gateway";
      readonly change: "ready" | "resumed" | "disconnected";
      readonly session: GatewaySession;
    }
  | { readonly type: "commands"; readonly guildId: string | undefined };
