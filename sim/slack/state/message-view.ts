// A message as the API and payloads show it: https://docs.slack.dev/reference/events/message
import { withIds } from "../rules/block-walk.ts";
import { viewFile } from "./file-view.ts";
import { isObject, type JsonObject } from "../../kit/json.ts";
import type { Message } from "./message.ts";
import type { Slack } from "./state.ts";

/** Its blocks, with the ids that Slack gave. */
export function messageBlocks({ id, blocks, revisions }: Message): readonly JsonObject[] {
  return withIds(blocks, `${id}/${revisions.length}`);
}

export function viewMessage(slack: Slack, message: Message): JsonObject {
  const { workspaceId, author, threadTs, files } = message;
  const blocks = messageBlocks(message).map(viewBlock);
  return {
    type: "message",
    ...(files.length > 0 && { subtype: "file_share", files: files.map((file) => viewFile(slack, file)) }),
    user: author.id,
    ...(author.bot && { bot_id: slack.places.botOf(workspaceId).botId, app_id: slack.app.id }),
    team: workspaceId,
    ts: message.ts,
    ...(threadTs !== undefined && { thread_ts: threadTs, parent_user_id: author.id }),
    text: message.text,
    ...(blocks.length > 0 && { blocks }),
    ...(message.attachments.length > 0 && { attachments: message.attachments }),
    ...(message.metadata && { metadata: message.metadata }),
    ...(message.editedAt !== undefined &&
      blocks.length === 0 && { edited: { user: author.id, ts: `${Math.floor(message.editedAt / 1_000)}.000000` } }),
  };
}

/** Slack adds what it knows of an image, and refuses to get it back. */
function viewBlock(block: JsonObject): JsonObject {
  const { type, slack_file: file } = block;
  if (type !== "image") return block;
  return {
    ...block,
    ...(isObject(file) && { is_animated: false }),
    fallback: block["alt_text"],
    image_width: 1_024,
    image_height: 1_024,
    image_bytes: 100_000,
  };
}
