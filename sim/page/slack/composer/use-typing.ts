import { useState } from "preact/hooks";
import { complete, hintsFor } from "./hints.ts";
import type { Hint, ShownCommand } from "./hints.ts";

export interface TypingOptions {
  readonly commands: readonly ShownCommand[];
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  /** What was typed behind the command, as it was typed. The draft is the caller's to empty. */
  readonly onCommand: (command: string, text: string) => void;
  readonly onSay: (text: string) => void;
}

interface Typing {
  readonly hints: readonly Hint[];
  readonly active: Hint | undefined;
  /** What was sent begins like a command and is none. */
  readonly unknown: string | null;
  readonly write: (draft: string) => void;
  readonly send: () => void;
  readonly pick: (hint: Hint) => void;
  readonly press: (event: KeyboardEvent) => void;
}

export function useTyping({ commands, draft, onDraft, onCommand, onSay }: TypingOptions): Typing {
  const [at, setAt] = useState(0);
  const [unknown, setUnknown] = useState<string | null>(null);
  /** The draft for which the list was closed. */
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const hints = draft === closedFor ? [] : hintsFor(draft, commands);
  const active = hints[Math.min(at, hints.length - 1)];
  const write = (text: string): void => {
    setAt(0);
    setUnknown(null);
    onDraft(text);
  };
  const send = (): void => {
    const sent = sentFrom(draft, commands);
    if (sent.kind === "unknown") setUnknown(sent.command);
    else if (sent.kind === "command") onCommand(sent.command, sent.text);
    else if (sent.kind === "words") onSay(sent.text);
  };
  const pick = (hint: Hint): void => write(complete(draft, hint));
  const move = (step: 1 | -1): void => setAt((at + step + hints.length) % hints.length);
  const press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const act = meaningOf(event, { active, draft });
    if (act !== null) event.preventDefault();
    if (act === "send") send();
    if (act === "close") setClosedFor(draft);
    if (act === "pick" && active) pick(active);
    if (act === "down" || act === "up") move(act === "down" ? 1 : -1);
  };
  return { hints, active, unknown, write, send, pick, press };
}

type Meaning = "send" | "close" | "pick" | "down" | "up";

const IN_LIST: Readonly<Record<string, Meaning>> = {
  ArrowDown: "down",
  ArrowUp: "up",
  Escape: "close",
  Tab: "pick",
};

/** Null: a letter like any other. */
function meaningOf(
  { key, shiftKey }: KeyboardEvent,
  { active, draft }: { readonly active: Hint | undefined; readonly draft: string },
): Meaning | null {
  if (shiftKey) return null;
  if (key !== "Enter") return active === undefined ? null : (IN_LIST[key] ?? null);
  // A name that is there in full is sent; one that has been begun is completed.
  return active === undefined || active.text === draft ? "send" : "pick";
}

type Sent =
  | { readonly kind: "nothing" }
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "command"; readonly command: string; readonly text: string }
  | { readonly kind: "unknown"; readonly command: string };

function sentFrom(draft: string, commands: readonly ShownCommand[]): Sent {
  if (draft.trim() === "") return { kind: "nothing" };
  if (!draft.startsWith("/")) return { kind: "words", text: draft };
  const [, command = "", text = ""] = /^(\S+)\s?([^]*)$/.exec(draft) ?? [];
  const isKnown = commands.some((one) => one.command === command);
  return isKnown ? { kind: "command", command, text } : { kind: "unknown", command };
}
