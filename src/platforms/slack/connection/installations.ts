// Whose token is used where.
//
//   I1. A token is looked up by the workspace that it is for, at each use, and nowhere kept: what was given up or renewed
//       while a generation ran is so for its next request.
//   I2. A workspace has its own installation, or that of its organisation, or none: never another workspace's.

import type { InstallationStore } from "@slack/bolt";
import type { Clock } from "../../../domain/time/clock.ts";
import { RetryableError, TerminalError } from "../../../domain/errors/errors.ts";
import type { KeyValueStore } from "../../../domain/key-value.ts";

/** Where something happened, as Slack says it. */
export interface Place {
  readonly teamId: string | undefined;
  readonly enterpriseId: string | undefined;
  /** Installed by the organisation, for all of its workspaces. */
  readonly isEnterpriseInstall: boolean;
}

export interface Installations {
  /** Whether the bot is installed where something happened. */
  has(place: Place): Promise<boolean>;
  /** Null: not installed there, or not any more. @throws RetryableError `slack.unreachable`: Slack has not said yet */
  tokenOf(teamId: string): Promise<string | null>;
  /**
   * The token is worth nothing any more. `at`: when that was, in seconds since the epoch; an installation that is younger
   * stays, for Slack tells of it late, and again. False: there was nothing to forget.
   */
  forget(place: Place, at: number): Promise<boolean>;
}

/** The one token of one workspace, or of one organisation. */
export interface FixedInstallation extends Installations {
  /** Whose token it is, as auth.test has it. */
  belongsTo(place: Place): void;
}

export function createFixedInstallation(token: string): FixedInstallation {
  let owner: Place | null = null;
  const identified = Promise.withResolvers<void>();
  let isIdentified = false;
  const isOurs = (place: Place): boolean => {
    if (owner === null) return false;
    return owner.isEnterpriseInstall ? owner.enterpriseId === place.enterpriseId : owner.teamId === place.teamId;
  };
  return {
    belongsTo: (place) => {
      owner = place;
      isIdentified = true;
      identified.resolve();
    },
    // What comes over a connection that was quicker than Slack's word on whose token it is waits for that.
    async has(place) {
      await identified.promise;
      return isOurs(place);
    },
    async tokenOf(teamId) {
      // Whoever wants a file of an earlier run comes again; to say that there is none would end that run.
      if (!isIdentified) throw new RetryableError("slack.unreachable");
      // Of which workspaces an organisation consists Slack knows: it refuses its token for any other.
      return owner?.isEnterpriseInstall === true || owner?.teamId === teamId ? token : null;
    },
    async forget(place) {
      if (!isOurs(place)) return false;
      owner = null;
      return true;
    },
  };
}

/** What installing by OAuth brings about, and what a token is asked of: renewing it is the installer's. */
export interface Installer {
  authorize(place: Place): Promise<{ readonly botToken?: string }>;
}

interface StoredInstallationsParts {
  readonly keyValue: KeyValueStore;
  readonly installer: Installer;
}

/** Any number of workspaces and organisations, in the key-value store. */
export function createStoredInstallations({ keyValue, installer }: StoredInstallationsParts): Installations {
  const authorize = async (place: Place): Promise<string | null> => {
    if ((await keyValue.get(keyOf(place))) === undefined) return null;
    try {
      return (await installer.authorize(place)).botToken ?? null;
    } catch (error) {
      // The installer wraps what went wrong with the store, or that it was forgotten this very moment.
      throw error instanceof Error && "original" in error ? error.original : error;
    }
  };
  return {
    async has(place) {
      const { teamId, enterpriseId, isEnterpriseInstall } = place;
      if ((await keyValue.get(keyOf(place))) === undefined) return false;
      // Later there is only the workspace to go by.
      if (
        isEnterpriseInstall &&
        teamId !== undefined &&
        (await keyValue.get(organisationKey(teamId))) !== enterpriseId
      ) {
        await keyValue.set(organisationKey(teamId), enterpriseId);
      }
      return true;
    },
    async tokenOf(teamId) {
      const own = await authorize({ teamId, enterpriseId: undefined, isEnterpriseInstall: false });
      if (own !== null) return own;
      const enterpriseId = await keyValue.get<string>(organisationKey(teamId));
      return enterpriseId === undefined ? null : await authorize({ teamId, enterpriseId, isEnterpriseInstall: true });
    },
    async forget(place, at) {
      const kept = await keyValue.get<StoredInstallation>(keyOf(place));
      if (kept === undefined || Math.floor(kept.at / 1_000) > at) return false;
      await keyValue.delete(keyOf(place));
      return true;
    },
  };
}

interface StoredInstallation {
  readonly installation: Parameters<InstallationStore["storeInstallation"]>[0];
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Where Slack's installer keeps what it brings about. */
export function createInstallationStore({
  keyValue,
  clock,
}: {
  keyValue: KeyValueStore;
  clock: Clock;
}): InstallationStore {
  return {
    async storeInstallation(installation) {
      const place = {
        teamId: installation.team?.id,
        enterpriseId: installation.enterprise?.id,
        isEnterpriseInstall: installation.isEnterpriseInstall ?? false,
      };
      await keyValue.set(keyOf(place), { installation, at: clock.now() });
    },
    async fetchInstallation(place) {
      const kept = await keyValue.get<StoredInstallation>(keyOf(place));
      if (kept === undefined) throw new TerminalError("reply.unreachable");
      return kept.installation;
    },
  };
}

function keyOf({
  teamId,
  enterpriseId,
  isEnterpriseInstall,
}: Omit<Place, "enterpriseId"> & { enterpriseId?: string | undefined }): string {
  const id = isEnterpriseInstall ? enterpriseId : teamId;
  if (id === undefined) throw new TerminalError("guild.not_installed");
  return `slack:installation:${id}`;
}

const organisationKey = (teamId: string): string => `slack:organisation-of:${teamId}`;
