// What a message may hold: https://docs.slack.dev/reference/methods/chat.postMessage
import type { Args } from "../api/args.ts";
import { checkBlocks } from "./block-rules.ts";
import { isObject, objectsOf, type JsonObject } from "../../kit/json.ts";
import { Judge, type FileProbe } from "./rule-context.ts";
import type { Draft } from "../state/message-store.ts";
import { Refusal } from "./refusal.ts";

const ATTACHMENTS_MAX = 100;
const METADATA_BYTES_MAX = 8_000;
const MARKDOWN_CHARS_MAX = 12_000;

export interface MessageContext {
  readonly scopes: readonly string[];
  readonly probe: FileProbe;
  /** 40 000 when posting, where Slack cuts the rest off; 4 000 when editing, where it refuses. */
  readonly textCharsMax: number;
}

export const POST_CHARS_MAX = 40_000;
export const UPDATE_CHARS_MAX = 4_000;

/** The message as sent, or the refusal that Slack answers with. */
export function checkedDraft(args: Args, context: MessageContext): Draft {
  const text = textOf(args);
  const blocks = blocksOf(args, context);
  const attachments = attachmentsOf(args);
  if (text === "" && blocks.length === 0 && attachments.length === 0) throw new Refusal("no_text");
  if (text.length > context.textCharsMax) throw new Refusal("msg_too_long");
  return { text, blocks, attachments, files: [], metadata: metadataOf(args) };
}

function textOf(args: Args): string {
  const markdown = args.text("markdown_text");
  if (markdown === undefined) return args.text("text") ?? "";
  if (args.has("text") || args.has("blocks")) throw new Refusal("markdown_text_conflict");
  if (markdown.length > MARKDOWN_CHARS_MAX) throw new Refusal("msg_too_long");
  return markdown;
}

export function blocksOf(
  args: Args,
  { scopes, probe }: Pick<MessageContext, "scopes" | "probe">,
): readonly JsonObject[] {
  if (args.values["blocks"] === undefined || args.values["blocks"] === "") return [];
  const blocks = args.json("blocks");
  if (!Array.isArray(blocks)) throw new Refusal("invalid_blocks_format");
  const problems = checkBlocks(new Judge("message", scopes, probe), blocks);
  if (problems.length > 0) throw Refusal.withMessages("invalid_blocks", problems);
  return objectsOf(blocks);
}

function attachmentsOf(args: Args): readonly JsonObject[] {
  if (!args.has("attachments")) return [];
  const attachments = args.json("attachments");
  if (!Array.isArray(attachments) || !attachments.every(isObject)) throw new Refusal("invalid_attachments");
  if (attachments.length > ATTACHMENTS_MAX) throw new Refusal("too_many_attachments");
  return attachments;
}

function metadataOf(args: Args): JsonObject | undefined {
  if (!args.has("metadata")) return undefined;
  const metadata = args.json("metadata");
  if (!isObject(metadata)) throw new Refusal("invalid_metadata_format");
  const isEmpty = Object.keys(metadata).length === 0;
  if (!isEmpty && (typeof metadata["event_type"] !== "string" || !isObject(metadata["event_payload"]))) {
    throw new Refusal("invalid_metadata_schema");
  }
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_BYTES_MAX) throw new Refusal("metadata_too_large");
  return isEmpty ? undefined : metadata;
}
