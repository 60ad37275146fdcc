import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { drawName } from "../../payload/author.ts";
import { drawAvatar } from "./author.ts";
import { drawBlocks } from "../blocks/blocks.ts";
import { formatDate, formatTime } from "../text/date-tokens.ts";
import { drawFiles } from "./files.ts";
import { useForm } from "../form/form.ts";
import { drawIcon } from "../../payload/icon.ts";
import { Marked } from "../text/mark-view.ts";
import type { ShownMessage } from "./shown-message.ts";
import { drawThreadSummary } from "./thread-summary.ts";
import type { ThreadSummary } from "./thread-summary.ts";
import type { Viewer } from "../viewer.ts";

interface MessageProps {
  readonly message: ShownMessage;
  readonly viewer: Viewer;
  /** Below one of the same author: name and picture stand there already. */
  readonly compact?: boolean;
  /** The replies that hang on it. */
  readonly thread?: ThreadSummary | undefined;
  readonly onOpenThread?: (() => void) | undefined;
}

/** One message, as the person who looks at it sees it. Belongs inside of an element of the class `slack`, keyed by its id. */
export function Message({ message, viewer, compact = false, thread, onOpenThread }: MessageProps): ComponentChildren {
  const { author, ephemeral } = message;
  const looks = ["message", compact ? "compact" : null, ephemeral ? "ephemeral" : null].filter(Boolean).join(" ");
  return h(
    "article",
    { class: looks, "aria-label": `Message of ${author.name}` },
    ephemeral ? h("div", { class: "only-you" }, drawIcon("eye"), "Only visible to you") : null,
    compact ? null : drawAvatar(author),
    compact ? drawSent(message, viewer) : h("header", null, drawName(author), drawSent(message, viewer)),
    h("div", { class: "body" }, h(Body, { message, viewer })),
    thread && drawThreadSummary(thread, { viewer, onOpen: onOpenThread }),
  );
}

const drawSent = ({ createdAt }: ShownMessage, viewer: Viewer): ComponentChild =>
  h(
    "time",
    {
      class: "sent",
      dateTime: new Date(createdAt).toISOString(),
      title: formatDate("{date_long} at {time_secs}", createdAt / 1_000, viewer) ?? undefined,
    },
    formatTime(createdAt, viewer),
  );

function Body({ message, viewer }: Pick<MessageProps, "message" | "viewer">): ComponentChildren {
  const { blocks, files, pictures, text, edited } = message;
  const { onAction } = viewer;
  const told: Viewer = onAction
    ? { ...viewer, onAction: (action) => onAction({ ...action, messageId: message.id }) }
    : viewer;
  const form = useForm({ blocks, viewer: told });
  const context = { viewer: told, pictures, form };
  // Where there are blocks, the text is what a notification says of them.
  const words = blocks.length > 0 ? drawBlocks(blocks, context) : drawWords(text, viewer, edited);
  return [words, blocks.length > 0 && edited ? drawEdited() : null, drawFiles(files)];
}

const drawWords = (text: string, viewer: Viewer, edited: boolean): ComponentChild =>
  text === "" ? null : h(Marked, { text, viewer, as: "mrkdwn" }, edited ? drawEdited() : null);

const drawEdited = (): ComponentChild => h("span", { class: "edited" }, " (edited)");
