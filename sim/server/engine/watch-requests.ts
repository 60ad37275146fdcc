// The last of what went over the wires between the bot and the three simulators.

import type { DiscordSimulator } from "../../discord/simulator.ts";
import type { MindVideoSimulator } from "../../mindvideo/simulator.ts";
import type { ShownRequest } from "../../page/board/engine.ts";
import type { SlackSimulator } from "../../slack/simulator.ts";
import type { Board } from "../board.ts";

/** As many as somebody looks through. */
const KEPT = 80;

interface Watched {
  readonly discord: DiscordSimulator;
  /** Undefined: there is no Slack room. */
  readonly slack: SlackSimulator | undefined;
  readonly mindvideo: MindVideoSimulator;
}

type Status = number | "pending" | "dropped";

/** Returns what stops watching. */
export function watchRequests({ discord, slack, mindvideo }: Watched, board: Board): () => void {
  const lines = new Lines(board);
  const stops = [
    discord.on("request", ({ request }) => {
      const { at, method, route, status, code } = request;
      lines.show(request, { at, to: "discord", what: `${method} ${route}`, ...outcome(status, code) });
    }),
    discord.on("interaction", ({ change, interaction }) => {
      if (change !== "dispatched") return;
      const what = `INTERACTION_CREATE ${interaction.kind} ${interaction.name}`;
      lines.show(interaction, { at: interaction.createdAt, to: "gateway", what, outcome: "sent", isBad: false });
    }),
    discord.on("gateway", ({ change, session }) => {
      const isBad = change === "disconnected";
      lines.show({}, { at: Date.now(), to: "gateway", what: `session ${session.id}`, outcome: change, isBad });
    }),
    mindvideo.on("request", ({ request }) => {
      const { at, method, path, status } = request;
      lines.show(request, { at, to: "mindvideo", what: `${method} ${path}`, ...outcome(status) });
    }),
    ...(slack ? watchSlack(slack, lines) : []),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

const watchSlack = (slack: SlackSimulator, lines: Lines): readonly (() => void)[] => [
  slack.on("request", ({ request }) => {
    const { at, method, status, error } = request;
    lines.show(request, { at, to: "slack", what: method, ...outcome(status, error) });
  }),
  slack.on("interaction", ({ change, interaction }) => {
    const { kind, name, createdAt: at } = interaction;
    const isBad = change === "failed";
    lines.show(interaction, { at, to: "socket", what: `${kind} ${name}`, outcome: change, isBad });
  }),
  slack.on("socket", ({ change, connection }) => {
    const isBad = change !== "opened";
    lines.show(connection, { at: Date.now(), to: "socket", what: "connection", outcome: change, isBad });
  }),
];

function outcome(status: Status, detail?: number | string): Pick<ShownRequest, "outcome" | "isBad"> {
  const isBad = status === "dropped" || (typeof status === "number" && status >= 400) || detail !== undefined;
  return { outcome: detail === undefined ? String(status) : `${status} ${detail}`, isBad };
}

/** A request is one line from its arrival to its answer. */
class Lines {
  readonly #board: Board;
  readonly #keys = new WeakMap<object, string>();
  #count = 0;

  constructor(board: Board) {
    this.#board = board;
  }

  show(request: object, line: ShownRequest): void {
    const known = this.#keys.get(request);
    const isShown = known !== undefined && Number(known) > this.#count - KEPT;
    const key = isShown ? known : String(++this.#count);
    this.#keys.set(request, key);
    this.#board.put("engine.requests", key, line);
    this.#board.drop("engine.requests", String(this.#count - KEPT));
  }
}
