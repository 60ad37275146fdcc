// What a person reads in a message, as lines for a terminal: Components V2 with the formatting taken away.

import { ComponentType } from "discord-api-types/v10";
import type { APIComponentInContainer, APIMessageTopLevelComponent } from "discord-api-types/v10";
import type { Message } from "../discord/simulator.ts";

type Component = APIMessageTopLevelComponent | APIComponentInContainer;

/** One line a text, picture or row of buttons, top to bottom. `now` dates the timestamps that the client ticks itself. */
export function plainText(
  { components, content }: Pick<Message, "components" | "content">,
  now: number,
): readonly string[] {
  const lines = content === "" ? [] : [content];
  return [...lines, ...components.flatMap((component) => linesOf(component, now))];
}

function linesOf(component: Component, now: number): readonly string[] {
  switch (component.type) {
    case ComponentType.Container:
      return component.components.flatMap((inner) => linesOf(inner, now));
    case ComponentType.TextDisplay:
      return component.content.split("\n").map((line) => withoutMarkdown(line, now));
    case ComponentType.Section:
      return component.components.flatMap((inner) => linesOf(inner, now));
    case ComponentType.MediaGallery:
      return component.items.map((item) => `▣ ${item.media.url.replace("attachment://", "")}`);
    case ComponentType.File:
      return [`▣ ${component.file.url.replace("attachment://", "")}`];
    case ComponentType.ActionRow:
      return [component.components.map((inner) => ("label" in inner ? `[ ${inner.label} ]` : "[ … ]")).join(" ")];
    case ComponentType.Separator:
      return [];
  }
}

const TIMESTAMP = /<t:(\d+)(?::\w)?>/g;

function withoutMarkdown(line: string, now: number): string {
  return line
    .replaceAll(TIMESTAMP, (_, seconds: string) => relative(Number(seconds) * 1_000 - now))
    .replace(/^(#{1,3}|-#|>) /, "")
    .replaceAll(/\[([^\]]+)\]\((<?)[^)]*\)/g, "$1")
    .replaceAll(/<@!?\d+>/g, "@you")
    .replaceAll(/\*\*|`/g, "")
    .replaceAll(/\\([^\w\s])/g, "$1");
}

function relative(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1_000);
  if (seconds === 0) return "now";
  const amount =
    seconds < 90
      ? `${seconds} s`
      : seconds < 5_400
        ? `${Math.round(seconds / 60)} min`
        : `${Math.round(seconds / 3_600)} h`;
  return ms >= 0 ? `in ${amount}` : `${amount} ago`;
}
