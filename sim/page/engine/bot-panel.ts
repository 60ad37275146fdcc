import { h } from "preact";
import type { ComponentChildren } from "preact";
import type { EngineAct } from "../board/acts.ts";
import type { ShownBot } from "../board/engine.ts";
import { useNow } from "../room/use-now.ts";
import { formatAge } from "./format.ts";

interface BotPanelProps {
  readonly bot: ShownBot | undefined;
  readonly onAct: (act: EngineAct) => void;
}

const WORDS = { starting: "starting", ready: "ready", killed: "killed", ended: "ended by itself" } as const;

export function BotPanel({ bot, onAct }: BotPanelProps): ComponentChildren {
  const now = useNow(1_000);
  if (!bot) return null;
  const isAlive = bot.kind === "starting" || bot.kind === "ready";
  const button = (words: string, act: EngineAct["act"], look = ""): ComponentChildren =>
    h("button", { type: "button", class: look, onClick: () => onAct({ act } as EngineAct) }, words);
  return h(
    "section",
    { class: "panel bot", "aria-label": "The bot" },
    h("h3", null, "The bot"),
    h("p", null, drawBotState(bot), h("span", { class: "quiet" }, ` for ${formatAge(now - bot.since)}`)),
    h(
      "p",
      { class: "quiet" },
      isAlive
        ? `process ${bot.pid}, start number ${bot.starts}`
        : bot.kind === "ended"
          ? `with ${bot.how}`
          : "Nobody answers in either room.",
    ),
    bot.kind === "ended" && bot.complaint !== "" ? h("pre", null, bot.complaint) : null,
    h(
      "div",
      { class: "buttons" },
      isAlive ? button("Kill and restart", "restart", "strong") : button("Start", "start", "strong"),
      isAlive ? button("Kill", "kill") : null,
    ),
    h("p", { class: "quiet" }, "Kills with SIGKILL. Whatever is under way is carried on by the next process."),
  );
}

export const drawBotState = ({ kind }: ShownBot): ComponentChildren =>
  h("span", { class: `bot-state ${kind}` }, WORDS[kind]);
