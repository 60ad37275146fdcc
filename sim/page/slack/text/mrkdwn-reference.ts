// What stands in angle brackets. https://docs.slack.dev/messaging/formatting-message-text#advanced-formatting

import { isMoment } from "../../payload/clock.ts";
import { unescaped } from "./entities.ts";
import { linkTarget } from "../../payload/link-target.ts";
import type { MarkNode } from "./mark-node.ts";

/** `inside` is what stands between the brackets. Null: it means nothing. */
export function readReference(inside: string): MarkNode | null {
  const [target = "", ...rest] = inside.split("|");
  const label = rest.length === 0 ? null : unescaped(rest.join("|"));
  if (target.startsWith("!")) return readDate(target.slice(1), label);
  const person = /^@([UW][A-Z0-9]+)$/.exec(target)?.[1];
  if (person !== undefined) return { kind: "mention", of: "user", id: person, label };
  const channel = /^#([CDG][A-Z0-9]+)$/.exec(target)?.[1];
  if (channel !== undefined) return { kind: "mention", of: "channel", id: channel, label };
  const url = linkTarget(unescaped(target));
  if (url === null) return null;
  const shown = label || unescaped(target).replace(/^(?:mailto|tel):/, "");
  return { kind: "link", url, children: [{ kind: "text", text: shown }] };
}

function readDate(command: string, label: string | null): MarkNode | null {
  const [name, at = "", format = "", link] = command.split("^");
  const seconds = Number(at);
  if (name !== "date" || at === "" || !isMoment(seconds)) return null;
  const url = link === undefined ? null : linkTarget(unescaped(link));
  return { kind: "date", seconds, format: unescaped(format), url, fallback: label ?? "" };
}
