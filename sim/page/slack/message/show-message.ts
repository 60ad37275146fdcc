// The simulator's messages and views as data for the renderer.

import type { Message, View } from "../../../slack/simulator.ts";
import type { ShownFile, ShownMessage } from "./shown-message.ts";
import type { ShownView } from "../form/shown-view.ts";

type SlackFile = Message["files"][number];
type State = Message["revisions"][number];

export interface Around {
  /** Where whoever looks can fetch the file. */
  readonly urlOf: (file: SlackFile) => string;
  /** All that Slack keeps, for what blocks show of them. */
  readonly files: readonly SlackFile[];
  /** The blocks with the ids that Slack gave where the app gave none. Default: as they were sent. */
  readonly blocks?: readonly unknown[];
}

/** As it is now, or in one of the states that it was in. */
export function showMessage(
  message: Message,
  around: Around,
  state: Pick<Message, keyof State & keyof Message> = message,
): ShownMessage {
  const { id, author, channelId, threadTs, ephemeral, createdAt, editedAt } = message;
  const blocks = around.blocks ?? state.blocks;
  return {
    id,
    author: { name: author.name, bot: author.bot },
    text: state.text,
    blocks,
    files: state.files.map((file) => showFile(file, around)),
    pictures: showPictures(blocks, around, state.brokenFiles),
    threadOf: threadTs === undefined ? undefined : `${channelId}/${threadTs}`,
    ephemeral,
    // Slack does not say it of a message with blocks.
    edited: editedAt !== undefined && blocks.length === 0,
    createdAt,
  };
}

export function showView(view: View, appName: string, around: Around): ShownView {
  const { id, title, submit, close, values, errors, isSubmitting, previousViewId } = view;
  const blocks = around.blocks ?? view.blocks;
  const pictures = showPictures(blocks, around, []);
  const isPushed = previousViewId !== undefined;
  return {
    id,
    appName,
    title,
    submit,
    close,
    blocks,
    pictures,
    values,
    errors,
    isSubmitting,
    isPushed,
  };
}

function showFile(file: SlackFile, { urlOf }: Pick<Around, "urlOf">): ShownFile {
  const { id, name, title, mimetype, size, altText, width, height } = file;
  return { id, name, title, mimetype, size, altText, width, height, url: urlOf(file) };
}

function showPictures(blocks: readonly unknown[], around: Around, broken: readonly string[]): ShownMessage["pictures"] {
  const named = namedIn(blocks).map((reference): readonly [string, ShownFile | "missing"] => {
    const file = around.files.find(({ id, urlPrivate }) => id === reference || urlPrivate === reference);
    return [reference, file === undefined || broken.includes(reference) ? "missing" : showFile(file, around)];
  });
  return Object.fromEntries(named);
}

/** What `slack_file` names anywhere in them, by id or address. */
function namedIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const { slack_file: file } = value as {
    readonly slack_file?: { readonly id?: unknown; readonly url?: unknown };
  };
  const own = [file?.id ?? file?.url].filter((reference) => typeof reference === "string");
  return [...own, ...Object.values(value).flatMap(namedIn)];
}
