import { h } from "preact";
import type { ComponentChildren } from "preact";
import type { Room } from "../room/room.ts";

export type Tab = Room["id"] | "engine";

interface TabsProps {
  readonly tab: Tab;
  readonly rooms: readonly Room[];
  readonly onTab: (tab: Tab) => void;
}

/** Where the window has room for one at a time. */
export function Tabs({ tab, rooms, onTab }: TabsProps): ComponentChildren {
  const tabs = [...rooms.map(({ id, title }) => ({ id, title })), { id: "engine", title: "Engine room" } as const];
  return h(
    "nav",
    { class: "tabs", "aria-label": "Rooms" },
    tabs.map(({ id, title }) =>
      h(
        "button",
        { type: "button", key: id, "aria-current": id === tab ? "page" : undefined, onClick: () => onTab(id) },
        title,
      ),
    ),
  );
}
