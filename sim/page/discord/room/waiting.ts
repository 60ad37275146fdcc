import { h } from "preact";
import type { ComponentChild } from "preact";
import type { OpenAct } from "../../board/collections.ts";
import { drawAvatar } from "../message/author.ts";
import { drawIcon } from "../../payload/icon.ts";

/** A command that the bot has not answered, as the client shows it to whoever typed it. */
export function drawWaiting(act: OpenAct, name: string, onDismiss: () => void): ComponentChild {
  const failed = act.state === "failed";
  return h(
    "article",
    { class: failed ? "message ephemeral" : "message waiting", key: act.id, "aria-label": `Answer to /${act.name}` },
    h(
      "div",
      { class: "above" },
      drawAvatar({ name }),
      h("span", { class: "name" }, name),
      " used ",
      h("span", { class: "mention" }, `/${act.name}`),
    ),
    drawAvatar({ name: "Atelier" }),
    h("header", null, h("span", { class: "name" }, "Atelier"), h("span", { class: "app" }, "APP")),
    h(
      "div",
      { class: "body" },
      failed
        ? h("span", { class: "no-answer", role: "alert" }, "The application did not respond")
        : h("span", { class: "thinking" }, h("span", { class: "dots", "aria-hidden": "true" }), "Sending command…"),
    ),
    failed
      ? h(
          "footer",
          null,
          drawIcon("eye"),
          "Only you can see this • ",
          h("button", { type: "button", class: "plain link", onClick: onDismiss }, "Dismiss message"),
        )
      : null,
  );
}
