// A file as the API shows it: https://docs.slack.dev/reference/objects/file-object
import type { JsonObject } from "../../kit/json.ts";
import type { SlackFile } from "./slack-file.ts";
import type { Slack } from "./state.ts";

/** Until it is ready, Slack knows neither its kind nor where it is shared. */
export function viewFile(slack: Slack, file: SlackFile): JsonObject {
  const isReady = file.state === "ready";
  const seconds = Math.floor(file.createdAt / 1_000);
  const { shares } = file;
  return {
    id: file.id,
    created: seconds,
    timestamp: seconds,
    name: file.name,
    title: file.title,
    mimetype: isReady ? file.mimetype : "",
    filetype: isReady ? file.filetype : "",
    pretty_type: isReady ? file.filetype.toUpperCase() : "",
    user: file.userId,
    user_team: file.workspaceId,
    editable: false,
    size: file.size,
    mode: "hosted",
    is_external: false,
    external_type: "",
    is_public: shares.some(({ channelId }) => kindOf(slack, channelId) === "public"),
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private: file.urlPrivate,
    url_private_download: file.urlPrivateDownload,
    permalink: file.permalink,
    ...(file.altText !== undefined && { alt_txt: file.altText }),
    ...(isReady && file.width !== undefined && { original_w: file.width, original_h: file.height }),
    comments_count: 0,
    is_starred: false,
    has_rich_preview: false,
    file_access: "visible",
    shares: viewShares(slack, shares),
    channels: shares.filter(({ channelId }) => kindOf(slack, channelId) === "public").map(({ channelId }) => channelId),
    groups: shares.filter(({ channelId }) => kindOf(slack, channelId) === "private").map(({ channelId }) => channelId),
    ims: shares.filter(({ channelId }) => kindOf(slack, channelId) === "im").map(({ channelId }) => channelId),
  };
}

/** What stands for a file of another organisation: `files.info` has the rest. */
export function viewFileStub({ id }: Pick<SlackFile, "id">): JsonObject {
  return { id, mode: "file_access", file_access: "check_file_info", created: 0, timestamp: 0, user: "" };
}

function viewShares(slack: Slack, shares: SlackFile["shares"]): JsonObject {
  const groups: Record<string, Record<string, JsonObject[]>> = {};
  for (const { channelId, ts, threadTs } of shares) {
    const group = (groups[kindOf(slack, channelId) === "public" ? "public" : "private"] ??= {});
    (group[channelId] ??= []).push({ ts, ...(threadTs !== undefined && { thread_ts: threadTs }), reply_count: 0 });
  }
  return groups;
}

function kindOf(slack: Slack, channelId: string): string | undefined {
  return slack.places.channels.get(channelId)?.kind;
}
