// Whom a text pings. https://docs.discord.com/developers/resources/message#allowed-mentions-object
// Stricter than Discord in one thing: a mention inside code counts.
import { isObject } from "../../kit/json.ts";
import { Fields } from "./fields.ts";
import type { Mentioned } from "../state/message.ts";

/** Which default holds when a request says nothing: interactions and webhooks parse users alone, a bot's own all. */
export type MentionDefault = "interaction" | "bot";

const KINDS = ["users", "roles", "everyone"] as const;
const IDS_MAX = 100;

export function checkAllowedMentions(fields: Fields): void {
  const allowed = fields.has("allowed_mentions")
    ? Fields.read(fields.form.at("allowed_mentions"), fields.raw("allowed_mentions"))
    : undefined;
  if (!allowed) return;
  const parse = allowed.list("parse") ?? [];
  for (const { form, value } of parse) {
    if (!KINDS.some((kind) => kind === value)) {
      form.fail("BASE_TYPE_CHOICES", `Value must be one of {${KINDS.join(", ")}}.`);
    }
  }
  for (const kind of ["users", "roles"] as const) {
    const ids = allowed.list(kind, { max: IDS_MAX }) ?? [];
    if (ids.length === 0 || !parse.some(({ value }) => value === kind)) continue;
    const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
    allowed.form.fail("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message);
  }
  allowed.flag("replied_user");
}

/** What an `allowed_mentions` that has been checked, or its absence, lets through of a text. */
export function mentionedIn(text: string, allowed: unknown, fallback: MentionDefault): Mentioned {
  const named = {
    everyone: /@(?:everyone|here)\b/u.test(text),
    users: idsIn(text, /<@!?(\d{17,19})>/gu),
    roles: idsIn(text, /<@&(\d{17,19})>/gu),
  };
  if (!isObject(allowed)) {
    return fallback === "bot" ? named : { everyone: false, users: named.users, roles: [] };
  }
  const parse = Array.isArray(allowed["parse"]) ? allowed["parse"] : [];
  const permitted = (kind: "users" | "roles"): readonly string[] => {
    if (parse.includes(kind)) return named[kind];
    const ids = allowed[kind];
    return Array.isArray(ids) ? named[kind].filter((id) => ids.includes(id)) : [];
  };
  return {
    everyone: named.everyone && parse.includes("everyone"),
    users: permitted("users"),
    roles: permitted("roles"),
  };
}

/** With no `allowed_mentions` a bot's reply pings whom it replies to; with one, only if it says so. */
export function pingsRepliedUser(allowed: unknown): boolean {
  return isObject(allowed) ? allowed["replied_user"] === true : true;
}

function idsIn(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))];
}
