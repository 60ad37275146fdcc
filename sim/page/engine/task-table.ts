import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import type { ShownTask } from "../board/engine.ts";
import { useNow } from "../room/use-now.ts";
import { formatAge, formatDollars } from "./format.ts";

interface TaskTableProps {
  readonly tasks: ReadonlyMap<string, ShownTask>;
}

const ENDED = ["succeeded", "failed", "cancelled"];

/** Every task that MindVideo has, the newest first. */
export function TaskTable({ tasks }: TaskTableProps): ComponentChildren {
  const all = [...tasks.values()].toReversed();
  const isRunning = all.some(({ status }) => !ENDED.includes(status));
  const now = useNow(isRunning ? 1_000 : null);
  return h(
    "section",
    { class: "panel tasks", "aria-label": "Tasks at MindVideo" },
    h("h3", null, "Tasks at MindVideo"),
    all.length === 0
      ? h("p", { class: "quiet" }, "None yet. A command in either room makes one.")
      : h(
          "div",
          { class: "scroll", tabIndex: 0, role: "region", "aria-label": "Table of tasks" },
          h(
            "table",
            null,
            h(
              "thead",
              null,
              h(
                "tr",
                null,
                HEADS.map((head) => h("th", { scope: "col" }, head)),
              ),
            ),
            h(
              "tbody",
              null,
              all.map((task) => drawTask(task, now)),
            ),
          ),
        ),
  );
}

const HEADS = ["State", "Model", "Prompt", "Idempotency-Key", "Polls", "Cost"];

function drawTask(task: ShownTask, now: number): ComponentChild {
  const { id, status, model, prompt, key, polls, lastPollAt, estimate, cost, error, history } = task;
  const since = history.at(-1)?.at ?? now;
  const isOver = ENDED.includes(status);
  const took = isOver ? since - (history[0]?.at ?? since) : now - since;
  return h(
    "tr",
    { key: id, title: error ?? undefined },
    h("td", null, h("span", { class: `status ${status}` }, status), h("small", null, formatAge(took))),
    h("td", null, h("span", { class: "cut" }, model)),
    h("td", null, h("span", { class: "cut wide", title: prompt }, prompt)),
    h("td", null, h("code", { class: "cut", title: `${key}\n${id}` }, key)),
    h(
      "td",
      { class: "number", title: lastPollAt === null ? undefined : `last ${formatAge(now - lastPollAt)} ago` },
      polls,
    ),
    h(
      "td",
      { class: "number" },
      cost === null ? h("span", { class: "quiet" }, `≈ ${formatDollars(estimate)}`) : formatDollars(cost),
    ),
  );
}
