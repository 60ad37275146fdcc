// Messages that answer a person: with the acknowledgement of a command, or by a response URL.
// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
import { Args } from "./args.ts";
import { fileProbe } from "./file-access.ts";
import type { Interaction } from "../state/interaction.ts";
import type { JsonObject } from "../../kit/json.ts";
import type { Birth, Draft } from "../state/message-store.ts";
import { checkedDraft, POST_CHARS_MAX } from "../rules/message-rules.ts";
import type { Message } from "../state/message.ts";
import { Refusal } from "../rules/refusal.ts";
import type { Slack } from "../state/state.ts";
import { known } from "../../kit/known.ts";

/** What a response URL was told to do. Undefined: it deleted the message. */
export function respond(slack: Slack, interaction: Interaction, body: JsonObject): Message | undefined {
  const args = new Args(body);
  const source = interaction.messageId === undefined ? undefined : slack.messages.find(interaction.messageId);
  if (args.flag("delete_original")) {
    if (!source) throw new Refusal("cant_delete_message", { status: 400 });
    slack.messages.remove(source.id);
    return undefined;
  }
  if (!args.flag("replace_original") || interaction.kind === "command") return post(slack, interaction, args);
  if (!source) throw new Refusal("message_not_found", { status: 404 });
  const becomesPublic = source.ephemeral && args.text("response_type") === "in_channel";
  if (becomesPublic) throw new Refusal("cant_update_message", { status: 400 });
  return slack.messages.edit(source.id, { ...draftOf(slack, interaction, args), files: source.files });
}

/** The acknowledgement of a command: "in_channel" alone only shows everybody what was typed. */
export function answerCommand(slack: Slack, interaction: Interaction, body: JsonObject): Message | undefined {
  const args = new Args(body);
  const isPublic = args.text("response_type") === "in_channel";
  const hasContent = ["text", "blocks", "attachments", "markdown_text"].some((key) => args.has(key));
  if (hasContent) draftOf(slack, interaction, args);
  if (isPublic) showTyped(slack, interaction);
  return hasContent ? post(slack, interaction, args) : undefined;
}

function draftOf(slack: Slack, { workspaceId }: Interaction, args: Args): Draft {
  const scopes = slack.places.workspaces.get(workspaceId)?.installation?.scopes ?? [];
  return checkedDraft(args, { scopes, probe: fileProbe(slack, [workspaceId]), textCharsMax: POST_CHARS_MAX });
}

function post(slack: Slack, interaction: Interaction, args: Args): Message {
  const isPublic = args.text("response_type") === "in_channel";
  return slack.messages.create(draftOf(slack, interaction, args), {
    ...birthOf(slack, interaction),
    threadTs: args.text("thread_ts"),
    origin: "response",
    visibleTo: isPublic ? undefined : interaction.userId,
  });
}

function showTyped(slack: Slack, interaction: Interaction): void {
  const { userId = "", payload } = interaction;
  const member = known(slack.places.members, userId);
  const text = `${String(payload["command"])} ${String(payload["text"])}`.trim();
  slack.messages.create(
    { text, blocks: [], attachments: [], files: [], metadata: undefined },
    {
      ...birthOf(slack, interaction),
      author: { id: member.id, name: member.name, bot: false },
      origin: "typed",
      threadTs: undefined,
      visibleTo: undefined,
    },
  );
}

function birthOf(
  slack: Slack,
  interaction: Interaction,
): Pick<Birth, "channelId" | "workspaceId" | "author" | "interactionId"> {
  const { workspaceId, channelId = "", id } = interaction;
  const author = { id: slack.places.botOf(workspaceId).userId, name: slack.app.name, bot: true };
  return { channelId, workspaceId, author, interactionId: id };
}
