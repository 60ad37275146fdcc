// What happens in the simulator.
import type { SocketConnection } from "../socket/socket.ts";
import type { SlackFile } from "./slack-file.ts";
import type { View } from "./view.ts";
import type { Workspace } from "./places.ts";
import type { Interaction } from "./interaction.ts";
import type { Message } from "./message.ts";
import type { RequestRecord } from "../api/requests.ts";

export type SimEvent =
  | { readonly type: "message"; readonly change: "created" | "edited" | "deleted"; readonly message: Message }
  | {
      readonly type: "interaction";
      /** "ignored": an answer that came late or again. */
      readonly change: "dispatched" | "acknowledged" | "ignored" | "failed";
      readonly interaction: Interaction;
    }
  | { readonly type: "view"; readonly change: "opened" | "updated" | "filled" | "closed"; readonly view: View }
  | { readonly type: "file"; readonly change: "uploaded" | "completed" | "ready"; readonly file: SlackFile }
  /** Arrived, when a fault is applied to it, and once more when it has been answered. */
  | { readonly type: "request"; readonly request: RequestRecord }
  | {
      readonly type: "socket";
      readonly change: "opened" | "draining" | "closed";
      readonly connection: SocketConnection;
    }
  | { readonly type: "installation"; readonly change: "installed" | "uninstalled"; readonly workspace: Workspace };
