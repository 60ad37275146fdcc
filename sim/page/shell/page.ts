// The page around the rooms: one line above them, the two rooms, and the engine room below.

import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useBoard } from "../board/use-board.ts";
import { discordRoom } from "../discord/room/discord-room.ts";
import type { Room } from "../room/room.ts";
import { slackRoom } from "../slack/room/slack-room.ts";
import { Dock } from "./dock.ts";
import { Frame } from "./frame.ts";
import { Header } from "./header.ts";
import { Tabs } from "./tabs.ts";
import type { Tab } from "./tabs.ts";
import { useLight } from "./use-light.ts";
import { useSlashKey } from "./use-slash-key.ts";

const ROOMS: readonly Room[] = [discordRoom, slackRoom];

export function Page(): ComponentChildren {
  const { state, line } = useBoard();
  const { wish, light, setWish } = useLight();
  /** Where there is room for one: which. Elsewhere: where somebody was last. */
  const [tab, setTab] = useState<Tab>("discord");
  const lastRoom = ROOMS.find(({ id }) => id === tab) ?? discordRoom;
  useSlashKey(lastRoom.composerId);
  return h(
    "div",
    { class: "atelier", "data-tab": tab },
    h(Header, { wish, onWish: setWish }),
    line === "lost"
      ? h(
          "p",
          { class: "lost", role: "status" },
          "The demo does not answer. Is it still running? This page tries again by itself.",
        )
      : null,
    h(
      "main",
      { class: "rooms" },
      ROOMS.map((room) => h(Frame, { key: room.id, room, state, line, light, onHere: () => setTab(room.id) })),
    ),
    h(Dock, { state }),
    h(Tabs, { tab, rooms: ROOMS, onTab: setTab }),
  );
}
