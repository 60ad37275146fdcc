// Which files a message has after a create or an edit.
// https://docs.discord.com/developers/reference#editing-message-attachments
import { cleanName } from "../state/cdn.ts";
import { Fields, type Item } from "../rules/fields.ts";
import type { Attachment } from "../state/message.ts";
import type { SentUpload } from "./multipart.ts";
import { REFUSED, Refusal } from "../rules/refusal.ts";

const ATTACHMENTS_MAX = 10;

export interface Planned {
  readonly filename: string;
  readonly description: string | undefined;
  readonly spoiler: boolean;
  /**
   * Whether `attachment://` may name it in this request. An edit can name only what its own `attachments` lists:
   * a new file (https://github.com/discord/discord-api-docs/issues/7529), a kept one with its filename repeated.
   */
  readonly nameable: boolean;
  readonly from: { readonly kept: Attachment } | { readonly uploaded: SentUpload };
}

interface Source {
  readonly files: readonly SentUpload[];
  /** What the message has so far; undefined when it is being created. */
  readonly existing: readonly Attachment[] | undefined;
}

export function planAttachments(fields: Fields, source: Source): readonly Planned[] {
  const planned = fields.given("attachments") ? planListed(fields, source) : planUnlisted(source);
  if (planned.length > ATTACHMENTS_MAX) throw new Refusal(REFUSED.tooManyAttachments);
  return planned;
}

/** Without a list an edit keeps what there is and appends the new files. */
function planUnlisted({ files, existing }: Source): readonly Planned[] {
  const nameable = existing === undefined;
  const kept = (existing ?? []).map((attachment) => keep(attachment, { nameable }));
  const added = files.map((uploaded) => ({
    filename: cleanName(uploaded.name),
    description: undefined,
    spoiler: uploaded.name.startsWith("SPOILER_"),
    nameable,
    from: { uploaded },
  }));
  return [...kept, ...added];
}

/** With a list only what it names is there afterwards. */
function planListed(fields: Fields, source: Source): readonly Planned[] {
  const seen = new Set<string>();
  return (fields.list("attachments") ?? []).flatMap((item) => planEntry(item, source, seen));
}

function planEntry({ form, value }: Item, { files, existing }: Source, seen: Set<string>): readonly Planned[] {
  const entry = Fields.read(form, value);
  const raw = entry?.raw("id");
  if (!entry || (typeof raw !== "string" && typeof raw !== "number")) {
    entry?.missing("id");
    return [];
  }
  const id = String(raw);
  const stays = existing?.find((attachment) => attachment.id === id);
  const uploaded = files.find(({ n }) => n === id);
  if (seen.has(id) || (!stays && !uploaded)) {
    form.at("id").fail("ATTACHMENT_NOT_FOUND", `There is no such file, or it is listed twice: ${id}`);
    return [];
  }
  seen.add(id);
  const filename = entry.text("filename", { min: 1, max: 1_024 });
  const description = entry.text("description", { max: 1_024 });
  const spoiler = entry.flag("is_spoiler");
  if (stays) return [keep(stays, { nameable: filename === stays.filename, description, spoiler })];
  const name = filename ?? uploaded?.name ?? "";
  const marked = spoiler ?? name.startsWith("SPOILER_");
  return uploaded
    ? [{ filename: cleanName(name), description, spoiler: marked, nameable: true, from: { uploaded } }]
    : [];
}

interface Change {
  readonly nameable: boolean;
  readonly description?: string | undefined;
  readonly spoiler?: boolean | undefined;
}

function keep(kept: Attachment, { nameable, description, spoiler }: Change): Planned {
  return {
    filename: kept.filename,
    description: description ?? kept.description,
    spoiler: spoiler ?? kept.spoiler,
    nameable,
    from: { kept },
  };
}
