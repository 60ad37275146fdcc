// The entities that an interaction's values name, as `data.resolved` carries them.
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure
import { viewUser } from "../state/user-view.ts";
import type { Upload } from "../state/people.ts";
import type { Discord } from "../state/state.ts";
import type { Member } from "../state/places.ts";

type Entities = Record<string, object>;

export class Resolved {
  readonly #discord: Discord;
  readonly #channelId: string;
  readonly #kinds: Record<string, Entities> = {};

  constructor(discord: Discord, channelId: string) {
    this.#discord = discord;
    this.#channelId = channelId;
  }

  /** Undefined when nothing was named. */
  get data(): object | undefined {
    return Object.keys(this.#kinds).length === 0 ? undefined : this.#kinds;
  }

  /** Puts the file on the CDN and answers with its id. */
  upload(upload: Upload): string {
    const { cdn } = this.#discord;
    const file = cdn.store(this.#discord.newId(), `ephemeral-attachments/${this.#channelId}`, upload);
    const url = cdn.sign(file.id);
    this.#add("attachments", file.id, {
      id: file.id,
      filename: file.filename,
      size: file.bytes.length,
      url,
      proxy_url: url,
      content_type: file.contentType,
      ephemeral: true,
      ...(file.width === undefined ? {} : { width: file.width, height: file.height }),
    });
    return file.id;
  }

  user(id: string): boolean {
    const member = this.#discord.places.members.get(id);
    if (!member) return false;
    this.#add("users", id, viewUser(member));
    const { user: _user, deaf: _deaf, mute: _mute, ...partial } = viewMember(member);
    this.#add("members", id, partial);
    return true;
  }

  role(id: string): boolean {
    const role = this.#discord.places.roles.get(id);
    if (role)
      this.#add("roles", id, { ...role, color: 0, hoist: false, position: 1, managed: false, mentionable: false });
    return role !== undefined;
  }

  channel(id: string): boolean {
    const channel = this.#discord.places.channels.get(id);
    const { botMay, guildId, ...rest } = channel ?? {};
    if (channel) this.#add("channels", id, { ...rest, type: 0, guild_id: guildId, app_permissions: botMay });
    return channel !== undefined;
  }

  #add(kind: string, id: string, entity: object): void {
    (this.#kinds[kind] ??= {})[id] = entity;
  }
}

export function viewMember(member: Member) {
  return {
    user: viewUser(member),
    roles: member.roles,
    permissions: member.permissions,
    joined_at: new Date(0).toISOString(),
    nick: null,
    avatar: null,
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
  };
}
