import { known } from "../../kit/known.ts";
import { PermissionFlagsBits } from "discord-api-types/v10";
import { REFUSED, Refusal } from "../rules/refusal.ts";
import type { NewId } from "./snowflake.ts";
import type { Channel, ChannelSpec, Guild, GuildSpec, Member, MemberSpec, Role } from "./places.ts";

const P = PermissionFlagsBits;
/** Default limit of an upload: https://docs.discord.com/developers/reference#uploading-files */
const UPLOAD_LIMIT_BYTES = 10 * 2 ** 20;
const BOT_MAY = P.ViewChannel | P.SendMessages | P.EmbedLinks | P.AttachFiles | P.ReadMessageHistory;
const MEMBERS_MAY = BOT_MAY | P.UseApplicationCommands | P.AddReactions | P.CreatePublicThreads;
const EVERYTHING = Object.values(P).reduce((sum, bit) => sum | bit, 0n);

/** The guilds, channels, roles and members. What is changed is replaced, so that whoever holds it holds a snapshot. */
export class PlaceStore {
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly roles = new Map<string, Role>();
  readonly members = new Map<string, Member>();
  readonly #newId: NewId;

  constructor(newId: NewId) {
    this.#newId = newId;
  }

  addGuild({ name, ...spec }: GuildSpec): Guild {
    const guild = {
      // A guild's shard follows from its millisecond, so each gets one of its own.
      id: this.#newId(this.guilds.size),
      name,
      ownerId: this.#newId(),
      uploadLimitBytes: spec.uploadLimitBytes ?? UPLOAD_LIMIT_BYTES,
      realUploadLimitBytes: spec.realUploadLimitBytes,
      botIsMember: spec.botIsMember ?? true,
      locale: spec.locale ?? "en-US",
    };
    this.guilds.set(guild.id, guild);
    return guild;
  }

  changeGuild(id: string, change: Partial<GuildSpec>): Guild {
    const guild = { ...known(this.guilds, id), ...change };
    this.guilds.set(id, guild);
    return guild;
  }

  addChannel(guildId: string, { name, botMay = BOT_MAY, nsfw = false, parentId }: ChannelSpec): Channel {
    known(this.guilds, guildId);
    const channel = { id: this.#newId(), guildId, name, botMay: String(botMay), nsfw, parentId: parentId ?? null };
    this.channels.set(channel.id, channel);
    return channel;
  }

  changeChannel(id: string, { botMay, ...change }: Partial<ChannelSpec>): Channel {
    const before = known(this.channels, id);
    const channel = { ...before, ...change, botMay: botMay === undefined ? before.botMay : String(botMay) };
    this.channels.set(id, channel);
    return channel;
  }

  addRole(guildId: string, name: string, permissions = 0n): Role {
    known(this.guilds, guildId);
    const role = { id: this.#newId(), guildId, name, permissions: String(permissions) };
    this.roles.set(role.id, role);
    return role;
  }

  addMember(guildId: string, { name, permissions = MEMBERS_MAY, roles = [], locale = "en-US" }: MemberSpec): Member {
    known(this.guilds, guildId);
    const own = roles.reduce((sum, role) => sum | BigInt(role.permissions), permissions);
    const may = own & P.Administrator ? EVERYTHING : own;
    const ids = roles.map(({ id }) => id);
    const member = { id: this.#newId(), guildId, name, roles: ids, permissions: String(may), locale };
    this.members.set(member.id, member);
    return member;
  }

  /** The channel, when the bot may do all of `needed` there; otherwise what Discord answers. */
  botChannel(id: string, needed: bigint): Channel {
    const channel = this.channels.get(id);
    if (!channel) throw new Refusal(REFUSED.unknownChannel);
    const may = BigInt(channel.botMay);
    const isMember = this.guilds.get(channel.guildId)?.botIsMember;
    if (!isMember || !(may & P.ViewChannel)) throw new Refusal(REFUSED.missingAccess);
    if ((may & needed) !== needed) throw new Refusal(REFUSED.missingPermissions);
    return channel;
  }
}
