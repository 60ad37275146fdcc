import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Resident } from "../board/collections.ts";
import { onlyIn } from "../board/state.ts";
import type { State } from "../board/state.ts";
import type { Watched } from "../board/use-board.ts";
import type { Light, Room } from "../room/room.ts";

interface FrameProps {
  readonly room: Room;
  readonly state: State;
  readonly line: Watched["line"];
  readonly light: Light;
  /** Somebody does something in this room. */
  readonly onHere: () => void;
}

/** A room with its plate: what it is, and who one is in it. */
export function Frame({ room, state, line, light, onHere }: FrameProps): ComponentChildren {
  const place = room.placeOf(state);
  const [meId, setMeId] = useKept(`atelier.me.${room.id}`);
  const people = place?.people ?? [];
  const me = people.find(({ id }) => id === meId) ?? people[0];
  return h(
    "section",
    {
      class: "frame",
      "data-room": room.id,
      "aria-label": `${room.title} room`,
      onFocusIn: onHere,
      onPointerDown: onHere,
    },
    h(
      "header",
      { class: "plate" },
      h("h2", null, room.title),
      me ? drawPeople(room, people, { me, onMe: setMeId }) : null,
    ),
    h(
      "div",
      { class: "stage" },
      me ? h(room.Inside, { state, me, light }) : drawEmpty(line),
      me ? drawNotice(state) : null,
    ),
  );
}

interface Choosing {
  readonly me: Resident;
  readonly onMe: (id: string) => void;
}

const drawPeople = ({ id, title }: Room, people: readonly Resident[], { me, onMe }: Choosing): ComponentChild =>
  h(
    "div",
    { class: "choice who", role: "radiogroup", "aria-label": `Who you are in ${title}` },
    h("span", { "aria-hidden": "true" }, "You are"),
    people.map((person) =>
      h(
        "label",
        { key: person.id },
        h("input", {
          type: "radio",
          name: `who-${id}`,
          checked: person.id === me.id,
          onChange: () => onMe(person.id),
        }),
        h("span", null, person.name, person.isAdmin ? h("small", null, " admin") : null),
      ),
    ),
  );

const drawEmpty = (line: Watched["line"]): ComponentChild =>
  h(
    "div",
    { class: "empty", role: "status" },
    line === "lost" ? "There is nobody to ask." : h("span", { class: "turning" }, "Opening the room…"),
  );

/** Said over the room while nobody in it can be answered. */
function drawNotice(state: State): ComponentChild {
  const bot = onlyIn(state, "engine.bot");
  if (!bot || bot.kind === "ready") return null;
  const words = {
    starting: "The bot is starting…",
    killed: "The bot is dead. What is under way waits for its next start.",
    ended: "The bot has ended. The engine room says why.",
  };
  return h("p", { class: `notice ${bot.kind}`, role: "status" }, words[bot.kind]);
}

/** For this window alone: two windows can be two people. */
function useKept(key: string): readonly [string | null, (value: string) => void] {
  const [value, setValue] = useState(() => sessionStorage.getItem(key));
  const set = (next: string): void => {
    sessionStorage.setItem(key, next);
    setValue(next);
  };
  return [value, set];
}
