interface SentFile {
  /** The multipart field: "files[0]". */
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
}

/** One REST request. Stays the same object while it is being answered. */
export interface RequestRecord {
  /** By the simulator's clock. */
  readonly at: number;
  readonly method: string;
  /** The path under /api/v10, with interaction tokens as ":token": "/webhooks/1…/:token/messages/@original". */
  readonly route: string;
  /** "pending": not answered yet. "dropped": the connection ended without an answer. */
  readonly status: number | "pending" | "dropped";
  /** Discord's own code of a refusal. */
  readonly code: number | undefined;
  /** "bot": it carried the bot's token. "other": an Authorization that is not it. */
  readonly authorization: "bot" | "other" | "none";
  /** The JSON sent, or the `payload_json` of a multipart body. Undefined when there was none. */
  readonly body: unknown;
  readonly files: readonly SentFile[];
}
