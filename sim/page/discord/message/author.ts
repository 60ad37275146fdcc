import { h } from "preact";
import type { ComponentChild } from "preact";
import { drawName, letterAvatars } from "../../payload/author.ts";
import type { Above } from "./shown-message.ts";

export const drawAvatar = letterAvatars({ first: 7, factor: 31 });

/** The line that says what the message answers. */
export function drawAbove(above: Above): ComponentChild {
  if (above.kind === "command") {
    const command = h("span", { class: "mention" }, `/${above.command}`);
    const used = [drawAvatar(above.by), h("span", { class: "name" }, above.by.name), " used ", command];
    return h("div", { class: "above" }, used);
  }
  const text = above.text === "" ? "Click to see attachment" : above.text;
  return h("div", { class: "above" }, drawAvatar(above.to), drawName(above.to), h("span", { class: "said" }, text));
}
