// The three steps of an upload, and what became of it: https://docs.slack.dev/messaging/working-with-files#upload
import { checkDisguise, threadOf } from "./chat-methods.ts";
import { botOf, isMember, visibleChannel, workspaceIdsOf, workspacesOf, type Call } from "./call.ts";
import { missing } from "./args.ts";
import { openDirectMessage } from "./conversation-methods.ts";
import { botSees, fileProbe } from "./file-access.ts";
import { isImageName } from "../state/file-type.ts";
import { viewFile } from "../state/file-view.ts";
import { isObject, type JsonObject } from "../../kit/json.ts";
import { blocksOf } from "../rules/message-rules.ts";
import { Refusal } from "../rules/refusal.ts";
import { shareWhenReady } from "./sharing.ts";
import type { SlackFile } from "../state/slack-file.ts";
import type { Channel, Workspace } from "../state/places.ts";

const ALT_TEXT_CHARS_MAX = 1_000;
const CHANNELS_MAX = 100;

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
export function getUploadUrl(call: Call): JsonObject {
  const { slack, args } = call;
  const name = args.need("filename");
  const length = args.integer("length");
  if (length === undefined) throw missing("length");
  if (length < 1) throw new Refusal("missing_argument");
  const altText = args.text("alt_txt");
  if ((altText?.length ?? 0) > ALT_TEXT_CHARS_MAX) throw new Refusal("alt_txt_too_large");
  const [workspace] = workspacesOf(call);
  if (!workspace) throw new Refusal("invalid_auth");
  if (length > workspace.maxFileBytes) throw new Refusal("file_upload_size_restricted");
  checkPolicy(workspace, name);
  const owner = { workspaceId: workspace.id, userId: botOf(call).userId };
  const { file, ticket } = slack.files.announce({ ...owner, name, length, altText });
  return { upload_url: `${slack.origin()}/upload/v1/${ticket}`, file_id: file.id };
}

/** https://docs.slack.dev/reference/methods/files.completeUploadExternal */
export function completeUpload(call: Call): JsonObject {
  const { slack, args } = call;
  checkDisguise(call);
  const files = filesOf(call);
  const channels = channelsOf(call);
  if (args.has("thread_ts") && channels.length > 1) throw new Refusal("invalid_arguments");
  const [first] = channels;
  const threadTs = first && threadOf(call, first.id);
  const comment = args.text("initial_comment");
  const probe = fileProbe(slack, workspaceIdsOf(call));
  const blocks = comment === undefined ? blocksOf(args, { scopes: call.token?.scopes ?? [], probe }) : [];
  shareWhenReady(slack, {
    files,
    channels: call.fault?.neverShared ? [] : channels,
    author: { id: botOf(call).userId, name: slack.app.name, bot: true },
    threadTs,
    text: comment ?? "",
    blocks,
  });
  return { files: files.map(({ file }) => viewFile(slack, file)) };
}

/** https://docs.slack.dev/reference/methods/files.info */
export function fileInfo(call: Call): JsonObject {
  const { slack } = call;
  const file = slack.files.find(call.args.need("file"));
  if (!file || !workspaceIdsOf(call).includes(file.workspaceId)) throw new Refusal("file_not_found");
  if (!botSees(slack, file)) throw new Refusal("file_not_found");
  return { file: viewFile(slack, file), comments: [], response_metadata: { next_cursor: "" } };
}

interface Completed {
  readonly file: SlackFile;
  readonly title: string | undefined;
}

/** What was uploaded and not completed yet; people's own files never are. */
function filesOf(call: Call): readonly Completed[] {
  const items = call.args.needJson("files");
  if (!Array.isArray(items) || items.length === 0) throw missing("files");
  const allowed = workspaceIdsOf(call);
  return items.map((item: unknown) => {
    const { id, title } = isObject(item) ? item : {};
    const file = call.slack.files.find(String(id));
    if (file?.state !== "uploaded" || !allowed.includes(file.workspaceId)) throw new Refusal("file_not_found");
    const workspace = call.slack.places.workspaces.get(file.workspaceId);
    if (workspace) checkPolicy(workspace, file.name);
    return { file, title: typeof title === "string" ? title : undefined };
  });
}

/** Files want real membership, whatever may be posted. */
function channelsOf(call: Call): readonly Channel[] {
  const { args } = call;
  const single = args.text("channel_id");
  if (single !== undefined && !/^[CGDZ][A-Z0-9]{8,}$/u.test(single)) {
    throw Refusal.withMessages("invalid_arguments", ["does not match the pattern of a channel id: channel_id"]);
  }
  const ids = single === undefined ? args.list("channels") : [single];
  if (ids.length > CHANNELS_MAX) throw new Refusal("channels_limit_exceeded");
  return ids.map((id) => {
    const channel = /^[UW]/u.test(id) ? openDirectMessage(call, [id]) : visibleChannel(call, id);
    if (!isMember(call, channel)) throw new Refusal("not_in_channel");
    if (channel.isArchived) throw new Refusal("posting_to_channel_denied");
    return channel;
  });
}

function checkPolicy({ policy }: Workspace, name: string): void {
  if (policy === "allowed") return;
  if (policy === "file_uploads_except_images_disabled" && isImageName(name)) return;
  throw new Refusal(policy);
}
