// Which files the bot can see, and which of them an image block can show.
import { SHOWN_AS_IMAGE } from "../state/file-type.ts";
import type { FileProbe } from "../rules/rule-context.ts";
import type { SlackFile } from "../state/slack-file.ts";
import type { Slack } from "../state/state.ts";

/** What it uploaded, what is shared where it is a member, and what was handed to it in a form. */
export function botSees(slack: Slack, file: SlackFile): boolean {
  const bot = slack.places.botOf(file.workspaceId).userId;
  if (file.userId === bot || slack.files.isSubmitted(file.id)) return true;
  return file.shares.some(({ channelId }) => slack.places.channels.get(channelId)?.members.includes(bot));
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object */
export function fileProbe(slack: Slack, workspaceIds: readonly string[]): FileProbe {
  return (reference) => {
    if ("id" in reference && !/^F[A-Z0-9]{8,}$/u.test(reference.id)) return "does not match the pattern of a file id";
    const file = "id" in reference ? slack.files.find(reference.id) : slack.files.byUrl(reference.url);
    const isUsable = file?.state === "ready" && SHOWN_AS_IMAGE.includes(file.filetype);
    const isSeen = file && workspaceIds.includes(file.workspaceId) && botSees(slack, file);
    return isUsable && isSeen ? undefined : "invalid slack file";
  };
}
