import { known } from "../../kit/known.ts";
import type { Ids } from "./ids.ts";
import type {
  Channel,
  ChannelSpec,
  Enterprise,
  Installation,
  Member,
  MemberSpec,
  Workspace,
  WorkspaceSpec,
} from "./places.ts";

/** The app as a user of a workspace, or of all of an enterprise. */
export interface Bot {
  readonly userId: string;
  readonly botId: string;
}

const FILE_BYTES_MAX = 1_000_000_000;

/** Enterprises, workspaces, channels and members. What is changed is replaced, so that whoever holds it holds a snapshot. */
export class PlaceStore {
  readonly enterprises = new Map<string, Enterprise>();
  readonly workspaces = new Map<string, Workspace>();
  readonly channels = new Map<string, Channel>();
  readonly members = new Map<string, Member>();
  readonly #bots = new Map<string, Bot>();
  readonly #ids: Ids;

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  addEnterprise(name: string): Enterprise {
    const enterprise = { id: this.#ids.next("E"), name };
    this.enterprises.set(enterprise.id, enterprise);
    return enterprise;
  }

  addWorkspace({ name, domain, enterprise, policy, maxFileBytes }: WorkspaceSpec): Workspace {
    const workspace: Workspace = {
      id: this.#ids.next("T"),
      name,
      domain: domain ?? name.toLowerCase().replaceAll(/[^a-z0-9]+/gu, "-"),
      enterpriseId: enterprise?.id,
      installation: undefined,
      policy: policy ?? "allowed",
      maxFileBytes: maxFileBytes ?? FILE_BYTES_MAX,
    };
    this.workspaces.set(workspace.id, workspace);
    return workspace;
  }

  changeWorkspace(id: string, change: Partial<Workspace>): Workspace {
    const workspace = { ...known(this.workspaces, id), ...change };
    this.workspaces.set(id, workspace);
    return workspace;
  }

  /** A workspace alone, or every one of an enterprise. */
  workspacesOf(placeId: string): readonly Workspace[] {
    return [...this.workspaces.values()].filter(({ id, enterpriseId }) => id === placeId || enterpriseId === placeId);
  }

  /** The same for all workspaces of an enterprise. */
  botOf(placeId: string): Bot {
    const key = this.workspaces.get(placeId)?.enterpriseId ?? placeId;
    const bot = this.#bots.get(key) ?? { userId: this.#ids.next("U"), botId: this.#ids.next("B") };
    this.#bots.set(key, bot);
    return bot;
  }

  install(placeId: string, installation: Installation): readonly Workspace[] {
    return this.workspacesOf(placeId).map(({ id }) => this.changeWorkspace(id, { installation }));
  }

  /** The bot leaves every channel. */
  uninstall(placeId: string): readonly Workspace[] {
    const { userId } = this.botOf(placeId);
    return this.workspacesOf(placeId).map(({ id }) => {
      for (const channel of this.channels.values()) {
        if (channel.workspaceId === id && channel.kind !== "im") this.leave(channel.id, userId);
      }
      return this.changeWorkspace(id, { installation: undefined });
    });
  }

  addChannel(workspaceId: string, { name, kind = "public", ...spec }: ChannelSpec): Channel {
    const workspace = known(this.workspaces, workspaceId);
    const everybody = kind === "public" ? this.#membersOf(workspaceId) : [];
    const people = (spec.members ?? everybody).map(({ id }) => id);
    const hasBot = spec.botIsMember ?? workspace.installation !== undefined;
    const members = hasBot ? [...people, this.botOf(workspaceId).userId] : people;
    return this.#keep({ workspaceId, name, kind, isArchived: spec.isArchived ?? false, members }, "C");
  }

  changeChannel(id: string, { members, botIsMember, ...change }: Partial<Omit<ChannelSpec, "kind">>): Channel {
    const before = known(this.channels, id);
    const bot = this.botOf(before.workspaceId).userId;
    const people = members?.map((member) => member.id) ?? before.members.filter((member) => member !== bot);
    const hasBot = botIsMember ?? before.members.includes(bot);
    const channel = { ...before, ...change, members: hasBot ? [...people, bot] : people };
    this.channels.set(id, channel);
    return channel;
  }

  join(id: string, userId: string): Channel {
    const channel = known(this.channels, id);
    const joined = { ...channel, members: [...new Set([...channel.members, userId])] };
    this.channels.set(id, joined);
    return joined;
  }

  leave(id: string, userId: string): void {
    const channel = known(this.channels, id);
    this.channels.set(id, { ...channel, members: channel.members.filter((member) => member !== userId) });
  }

  findDirectMessage(workspaceId: string, userIds: readonly string[]): Channel | undefined {
    const wanted = new Set(userIds);
    return [...this.channels.values()].find(
      ({ kind, members, ...channel }) =>
        (kind === "im" || kind === "mpim") &&
        channel.workspaceId === workspaceId &&
        members.length === wanted.size &&
        members.every((id) => wanted.has(id)),
    );
  }

  /** The one that there is, or a new one. */
  directMessage(workspaceId: string, userIds: readonly string[]): Channel {
    const found = this.findDirectMessage(workspaceId, userIds);
    if (found) return found;
    const members = [...new Set(userIds)];
    if (members.length < 3) {
      return this.#keep({ workspaceId, name: "directmessage", kind: "im", isArchived: false, members }, "D");
    }
    const names = members.map((id) => this.members.get(id)?.name.toLowerCase() ?? "bot");
    const name = `mpdm-${names.join("--")}-1`;
    return this.#keep({ workspaceId, name, kind: "mpim", isArchived: false, members }, "C");
  }

  addMember(workspaceId: string, { name, ...flags }: MemberSpec): Member {
    known(this.workspaces, workspaceId);
    const member: Member = {
      id: this.#ids.next("U"),
      workspaceId,
      name,
      isAdmin: false,
      isOwner: false,
      isPrimaryOwner: false,
      isRestricted: false,
      isUltraRestricted: false,
      isStranger: false,
      deleted: false,
      isEnterpriseAdmin: false,
      timeZone: "Europe/Amsterdam",
      ...flags,
    };
    this.members.set(member.id, member);
    for (const { id, kind, ...channel } of this.channels.values()) {
      if (kind === "public" && channel.workspaceId === workspaceId) this.join(id, member.id);
    }
    return member;
  }

  changeMember(id: string, change: Partial<MemberSpec>): Member {
    const member = { ...known(this.members, id), ...change };
    this.members.set(id, member);
    return member;
  }

  #membersOf(workspaceId: string): readonly Member[] {
    return [...this.members.values()].filter((member) => member.workspaceId === workspaceId);
  }

  #keep(channel: Omit<Channel, "id">, letter: string): Channel {
    const kept = { id: this.#ids.next(letter), ...channel };
    this.channels.set(kept.id, kept);
    return kept;
  }
}
