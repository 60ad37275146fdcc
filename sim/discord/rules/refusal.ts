/** An answer of Discord's that is not a success. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly code: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    kind: readonly [status: number, code: number, message: string],
    extra: { readonly body?: Record<string, unknown>; readonly headers?: Record<string, string> } = {},
  ) {
    const [status, code, message] = kind;
    super(message);
    this.status = status;
    this.code = code;
    this.body = { message, code, ...extra.body };
    this.headers = extra.headers ?? {};
  }
}

/** Status, code and message: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export const REFUSED = {
  unauthorized: [401, 0, "401: Unauthorized"],
  notFound: [404, 0, "404: Not Found"],
  unknownChannel: [404, 10003, "Unknown Channel"],
  unknownMessage: [404, 10008, "Unknown Message"],
  unknownWebhook: [404, 10015, "Unknown Webhook"],
  unknownInteraction: [404, 10062, "Unknown interaction"],
  unknownCommand: [404, 10063, "Unknown application command"],
  foreignApplication: [403, 20012, "You are not authorized to perform this action on this application"],
  tooManyAttachments: [400, 30015, "Maximum number of attachments in a message reached (10)"],
  tooManyCommands: [400, 30032, "Maximum number of application commands reached (100)"],
  tooManyCommandCreates: [400, 30034, "Max number of daily application command creates has been reached (200)"],
  tooLarge: [413, 40005, "Request entity too large"],
  alreadyAcknowledged: [400, 40060, "Interaction has already been acknowledged."],
  tooManyFollowUps: [400, 40094, "This interaction has hit the maximum number of follow up messages"],
  userAgent: [403, 40333, "internal network error"],
  missingAccess: [403, 50001, "Missing Access"],
  notTheAuthor: [403, 50005, "Cannot edit a message authored by another user"],
  emptyMessage: [400, 50006, "Cannot send an empty message"],
  missingPermissions: [403, 50013, "Missing Permissions"],
  invalidWebhookToken: [401, 50027, "Invalid Webhook Token"],
  invalidApiVersion: [400, 50041, "Invalid API version"],
  invalidJson: [400, 50109, "The request body contains invalid JSON."],
  replyWithoutHistory: [400, 160002, "Cannot reply without permission to read message history"],
} as const satisfies Record<string, readonly [number, number, string]>;
