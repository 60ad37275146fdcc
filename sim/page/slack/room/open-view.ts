import { h } from "preact";
import type { ComponentChildren } from "preact";
import type { Value, Values } from "../../board/acts.ts";
import type { Resident } from "../../board/collections.ts";
import type { State } from "../../board/state.ts";
import { valueOf } from "../form/entry.ts";
import type { FormState } from "../form/entry.ts";
import { Modal } from "../form/modal.ts";
import { placesIn } from "../elements/place.ts";
import type { Viewer } from "../viewer.ts";
import { act, actQuietly } from "./act.ts";

interface OpenViewProps {
  readonly state: State;
  readonly me: Resident;
  readonly viewer: Viewer;
}

/** The topmost form of a person. */
export function OpenView({ state, me, viewer }: OpenViewProps): ComponentChildren {
  const top = [...state["slack.views"].values()].findLast(({ openedFor }) => openedFor === me.id);
  if (!top) return null;
  const { id, blocks } = top.shown;
  const own: Viewer = {
    ...viewer,
    onAction: async ({ blockId, values, state: entered }) => {
      const filled = quietly(fieldValues(entered), blocks, blockId);
      await act({ act: "press", by: me.id, target: id, element: blockId, chosen: values, filled });
    },
    onSuggest: async ({ blockId, actionId, typed }) => {
      const told = await act({
        act: "suggest",
        by: me.id,
        target: id,
        element: elementOf(blocks, blockId, actionId),
        typed,
      });
      return Array.isArray(told) ? told : [];
    },
  };
  return h(Modal, {
    key: id,
    view: top.shown,
    viewer: own,
    onSubmit: async (entered) => void (await act({ act: "submit", by: me.id, view: id, values: fieldValues(entered) })),
    onClose: () => actQuietly({ act: "close", by: me.id, view: id }),
  });
}

/** By block: several fields of a form may go by the same action. */
const fieldValues = (entered: FormState): Values =>
  Object.fromEntries(
    Object.entries(entered).map(([blockId, fields]): [string, Value] => {
      const [entry] = Object.values(fields);
      return [blockId, entry === undefined ? null : (valueOf(entry) ?? null)];
    }),
  );

/** Without the field that was used, and without those that would tell the app by themselves. */
function quietly(values: Values, blocks: readonly unknown[], used: string): Values {
  const telling = placesIn(blocks).filter(({ block }) => block["dispatch_action"] === true);
  const left = new Set([used, ...telling.map(({ blockId }) => blockId)]);
  return Object.fromEntries(Object.entries(values).filter(([blockId]) => !left.has(blockId)));
}

/** The block where several elements share an action, else the action. */
function elementOf(blocks: readonly unknown[], blockId: string, actionId: string): string {
  const shared = placesIn(blocks).filter((place) => place.actionId === actionId);
  return shared.length > 1 ? blockId : actionId;
}
