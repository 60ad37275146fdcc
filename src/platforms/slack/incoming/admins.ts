import { unlessAborted } from "../../../domain/time/abort.ts";
import { within } from "../../../domain/time/within.ts";
import type { Clock } from "../../../domain/time/clock.ts";
import type { Requests } from "../api/requests.ts";

export interface Admins {
  /** Whether a person may manage the workspace: an admin or owner of it. Unknown within 1.5 s counts as no. */
  isAdmin(teamId: string, userId: string, signal: AbortSignal): Promise<boolean>;
}

interface AdminsParts {
  readonly requests: Pick<Requests, "call">;
  readonly clock: Clock;
}

/** Who was made an admin is one at most so much later, and who no longer is, too. */
const REMEMBER_MS = 5 * 60_000;
/** A command has to be answered within three seconds. */
const PATIENCE_MS = 1_500;
/** More people than use the bot within five minutes. */
const MOST_KNOWN = 10_000;

interface Known {
  readonly isAdmin: boolean;
  readonly until: number;
}

export function createAdmins({ requests, clock }: AdminsParts): Admins {
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<boolean>>();

  async function ask(key: string, teamId: string, userId: string): Promise<boolean> {
    // On a signal of its own: who asks first may leave while others wait for the same.
    const { signal } = new AbortController();
    const call = { teamId, method: "users.info", args: { user: userId }, urgency: "answer", signal } as const;
    const { user } = await requests.call<{ readonly user: SlackUser }>(call);
    known.delete(key);
    known.set(key, { isAdmin: mayManage(user), until: clock.elapsed() + REMEMBER_MS });
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    return mayManage(user);
  }

  function once(teamId: string, userId: string): Promise<boolean> {
    const key = `${teamId}:${userId}`;
    const before = known.get(key);
    if (before !== undefined && before.until > clock.elapsed()) return Promise.resolve(before.isAdmin);
    const running = asking.get(key);
    if (running !== undefined) return running;
    // What Slack does not tell is not remembered either.
    const answer = ask(key, teamId, userId)
      .catch(() => false)
      .finally(() => asking.delete(key));
    asking.set(key, answer);
    return answer;
  }

  return {
    async isAdmin(teamId, userId, signal) {
      const told = unlessAborted(once(teamId, userId), signal).catch(() => false);
      return (await within(clock, PATIENCE_MS, told)) ?? false;
    },
  };
}

/** https://docs.slack.dev/reference/objects/user-object. Of those who are gone Slack does not say what they were. */
interface SlackUser extends Roles {
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  /** In the organisation that the workspace belongs to. */
  readonly enterprise_user?: Roles;
}

interface Roles {
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_primary_owner?: boolean;
}

/** Guests and people of other organisations never do, whatever else is said of them. */
function mayManage(user: SlackUser): boolean {
  const isOutside = [user.is_restricted, user.is_ultra_restricted, user.is_stranger, user.is_bot, user.deleted];
  return !isOutside.includes(true) && (isChief(user) || isChief(user.enterprise_user ?? {}));
}

const isChief = ({ is_admin: isAdmin, is_owner: isOwner, is_primary_owner: isPrimaryOwner }: Roles): boolean =>
  [isAdmin, isOwner, isPrimaryOwner].includes(true);
