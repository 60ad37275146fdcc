// A person writes in a channel, or shares a file there.
import { checkPresence } from "./command-act.ts";
import type { Message } from "../state/message.ts";
import type { Upload } from "../state/people.ts";
import type { SlackFile } from "../state/slack-file.ts";
import type { Slack } from "../state/state.ts";
import type { Member } from "../state/places.ts";
import { known } from "../../kit/known.ts";

interface Saying {
  readonly channelId: string;
  readonly text: string;
  readonly threadTs?: string | undefined;
  readonly files?: readonly SlackFile[];
}

export function say(slack: Slack, member: Member, { channelId, text, threadTs, files = [] }: Saying): Message {
  checkPresence(member, known(slack.places.channels, channelId));
  const draft = { text, blocks: [], attachments: [], files, metadata: undefined };
  return slack.messages.create(draft, {
    channelId,
    workspaceId: member.workspaceId,
    threadTs,
    author: { id: member.id, name: member.name, bot: false },
    origin: "person",
    interactionId: undefined,
    visibleTo: undefined,
  });
}

export function shareFile(
  slack: Slack,
  member: Member,
  { channelId, text, file }: { readonly channelId: string; readonly text: string; readonly file: Upload },
): Message {
  checkPresence(member, known(slack.places.channels, channelId));
  const kept = slack.files.bring(file, { workspaceId: member.workspaceId, userId: member.id });
  const message = say(slack, member, { channelId, text, files: [kept] });
  slack.files.share(kept.id, { channelId, ts: message.ts, threadTs: undefined });
  return message;
}
