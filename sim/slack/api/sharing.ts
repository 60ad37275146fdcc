// Files are looked at before anybody sees them, so a shared file comes later than what is posted after it.
// https://github.com/slackapi/node-slack-sdk/issues/2260
import type { JsonObject } from "../../kit/json.ts";
import type { Message } from "../state/message.ts";
import type { SlackFile } from "../state/slack-file.ts";
import type { Slack } from "../state/state.ts";
import type { Channel } from "../state/places.ts";

export interface Sharing {
  readonly files: readonly { readonly file: SlackFile; readonly title: string | undefined }[];
  /** None: the files stay the bot's own. */
  readonly channels: readonly Channel[];
  readonly author: Message["author"];
  readonly threadTs: string | undefined;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
}

/** All files of one call come in one message, when the last of them is ready. */
export function shareWhenReady(slack: Slack, sharing: Sharing): void {
  const waiting = new Set(sharing.files.map(({ file }) => file.id));
  for (const { file, title } of sharing.files) {
    slack.files.complete(file.id, title, () => {
      waiting.delete(file.id);
      if (waiting.size === 0) shareNow(slack, sharing);
    });
    slack.agenda.after(slack.fileReadyMs, () => slack.files.makeReady(file.id));
  }
}

function shareNow(slack: Slack, { files, channels, author, threadTs, text, blocks }: Sharing): void {
  for (const { id, workspaceId } of channels) {
    const draft = { text, blocks, attachments: [], files: files.map(({ file }) => file), metadata: undefined };
    const message = slack.messages.create(draft, {
      channelId: id,
      workspaceId,
      threadTs,
      author,
      origin: "file",
      interactionId: undefined,
      visibleTo: undefined,
    });
    for (const { file } of files) slack.files.share(file.id, { channelId: id, ts: message.ts, threadTs });
  }
}
