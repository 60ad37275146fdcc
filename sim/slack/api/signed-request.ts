// What Slack sends over HTTP, signed: https://docs.slack.dev/authentication/verifying-requests-from-slack
import { createHmac } from "node:crypto";
import type { Interaction } from "../state/interaction.ts";
import type { JsonObject } from "../../kit/json.ts";
import type { Ref } from "../state/people.ts";

const FORM = "application/x-www-form-urlencoded";

export interface SentRequest {
  readonly status: number;
  readonly body: string;
}

/** Requests that Slack did not send, or not now. */
export interface RequestForger {
  /** The bytes and the signature of a request that was delivered before, as old as is said. */
  replay(interaction: Ref, options?: { readonly agedMs?: number }): Promise<SentRequest>;
  /** Any body. Signed with the real secret, another one, or not at all (`false`). */
  post(
    body: string,
    options?: { readonly secret?: string | false; readonly agedMs?: number; readonly contentType?: string },
  ): Promise<SentRequest>;
}

export interface Letter {
  readonly body: string;
  readonly contentType: string;
}

/** A command is a form of its fields, what people press a form with one JSON field, an event plain JSON. */
export function letterOf({ kind, payload }: Pick<Interaction, "kind" | "payload">): Letter {
  switch (kind) {
    case "event":
      return { body: JSON.stringify(payload), contentType: "application/json" };
    case "command":
      return { body: formOf(payload), contentType: FORM };
    case "action":
    case "submission":
    case "closing":
    case "suggestion":
      return { body: formOf({ payload: JSON.stringify(payload) }), contentType: FORM };
  }
}

/** `at`: milliseconds of real time, since whoever checks it does so by real time. */
export function signatureHeaders(body: string, secret: string, at: number): Readonly<Record<string, string>> {
  const seconds = Math.floor(at / 1_000);
  const digest = createHmac("sha256", secret).update(`v0:${seconds}:${body}`).digest("hex");
  return { "X-Slack-Request-Timestamp": String(seconds), "X-Slack-Signature": `v0=${digest}` };
}

function formOf(fields: JsonObject): string {
  return new URLSearchParams(Object.entries(fields).map(([key, value]) => [key, String(value)])).toString();
}
