export interface Admins {
  /** Whether a person may manage the workspace: an admin or owner of it. Unknown within 1.5 s counts as no. */
  isAdmin(teamId: string, userId: string, signal: AbortSignal): Promise<boolean>;
}
