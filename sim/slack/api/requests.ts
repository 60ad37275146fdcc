/** One HTTP request that came in. Stays the same object while it is being answered. */
export interface RequestRecord {
  /** By the simulator's clock. */
  readonly at: number;
  /** When the answer went out. */
  readonly answeredAt: number | undefined;
  /** "chat.postMessage"; or what is no method: "upload", "download", "response_url", "authorize". */
  readonly method: string;
  /** "pending": not answered yet. "dropped": the connection ended without an answer. */
  readonly status: number | "pending" | "dropped";
  /** Slack's own word of a refusal, "not_in_channel". */
  readonly error: string | undefined;
  /** What kind of token it carried. "revoked" ones are known no longer, "unknown" ones never were. */
  readonly authorization: "bot" | "app" | "revoked" | "unknown" | "none";
  /** Whose token it carried. Undefined for an org-wide one without `team_id`, and without a token. */
  readonly workspaceId: string | undefined;
  /** The arguments, those that are JSON parsed, without the token. Empty for uploads and downloads. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Of the body. */
  readonly bytes: number;
}
