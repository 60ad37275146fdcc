import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { drawName } from "../../payload/author.ts";
import { drawAbove, drawAvatar } from "./author.ts";
import { drawComponent } from "../components/components.ts";
import { drawFileCard } from "../components/file-card.ts";
import { drawMosaic } from "../components/gallery.ts";
import { drawIcon } from "../../payload/icon.ts";
import { Markdown } from "../markdown/markdown-view.ts";
import { drawMedia } from "../components/media.ts";
import { fromAttachment } from "../components/media-file.ts";
import { hasFlag } from "./shown-message.ts";
import type { ShownMessage } from "./shown-message.ts";
import { formatSentAt } from "../markdown/timestamp.ts";
import type { Viewer } from "../viewer.ts";

interface MessageProps {
  readonly message: ShownMessage;
  readonly viewer: Viewer;
}

/** One message, as the person who looks at it sees it. Belongs inside of an element of the class `discord`. */
export function Message({ message, viewer }: MessageProps): ComponentChildren {
  const { author, above, createdAt } = message;
  const ephemeral = hasFlag(message, "ephemeral");
  return h(
    "article",
    { class: ephemeral ? "message ephemeral" : "message", "aria-label": `Message of ${author.name}` },
    above === undefined ? null : drawAbove(above),
    drawAvatar(author),
    h("header", null, drawName(author), h("span", { class: "sent" }, formatSentAt(createdAt, viewer))),
    h("div", { class: "body" }, drawBody(message, viewer)),
    ephemeral ? h("footer", null, drawIcon("eye"), "Only you can see this") : null,
  );
}

function drawBody(message: ShownMessage, viewer: Viewer): ComponentChild {
  if (hasFlag(message, "loading")) return drawThinking(message);
  const { components, attachments } = message;
  const drawn = components.map((component) => drawComponent(component, { viewer, attachments }));
  return hasFlag(message, "componentsV2") ? drawn : [drawLegacy(message, viewer), drawn];
}

const drawThinking = ({ author }: ShownMessage): ComponentChild =>
  h("div", { class: "thinking" }, h("span", { class: "dots", "aria-hidden": "true" }), `${author.name} is thinking…`);

const drawEdited = (): ComponentChild => h("span", { class: "edited" }, " (edited)");

/** What a message without Components V2 shows above its rows of buttons. */
function drawLegacy(message: ShownMessage, viewer: Viewer): ComponentChild[] {
  const { content, attachments, editedAt } = message;
  const files = attachments.map(fromAttachment);
  const seen = files.filter(({ kind }) => kind === "image" || kind === "video");
  const others = files.filter((file) => !seen.includes(file));
  return [
    content === "" ? null : h(Markdown, { text: content, viewer }, editedAt === undefined ? null : drawEdited()),
    seen.length === 0 ? null : drawMosaic(seen.map(drawMedia)),
    ...others.map(drawFileCard),
  ];
}
