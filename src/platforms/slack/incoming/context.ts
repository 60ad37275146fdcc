// One thing that somebody did, and the ways to answer it: whatever it was, whoever answers need not know.

import { UserError } from "../../../domain/errors/errors.ts";
import type { BotError } from "../../../domain/errors/errors.ts";
import { sayRefusal } from "../../../wording/refusals/say-refusal.ts";
import { createAck } from "./ack.ts";
import type { Ack } from "./ack.ts";
import { sendEphemeral } from "./ephemeral.ts";
import type { MessageBody } from "../draw/message-body.ts";
import type { Incoming } from "../connection/bolt-app.ts";
import { errorsOf } from "../form/field-errors.ts";
import { inView } from "../draw/page.ts";
import { drawRefusal } from "../draw/page.ts";
import { responseUrlBy } from "../origin.ts";
import type { SlackOrigin, ResponseUrl } from "../origin.ts";
import type { RepliesParts } from "../replies/replies.ts";

export interface Context {
  readonly origin: SlackOrigin;
  /** How the person alone can be told something later. */
  readonly responseUrl: ResponseUrl | null;
  /** Opens a form, once and within three seconds. */
  readonly triggerId: string;
  /** What was pressed. */
  readonly pressed: Pressed | null;
  /** There is nothing to say at once. */
  done(): Promise<void>;
  /** Says it to the person alone. */
  tell(body: MessageBody): Promise<void>;
  refuse(fault: BotError): Promise<void>;
}

interface Pressed {
  readonly messageId: string;
  /** Only the person sees it. */
  readonly isPrivate: boolean;
}

type ContextParts = RepliesParts & { readonly signal: AbortSignal };
type Of<Kind extends Incoming["kind"]> = Extract<Incoming, { readonly kind: Kind }>;

type Known = Pick<Context, "origin" | "responseUrl" | "tell" | "triggerId"> & {
  readonly ack: Pick<Ack<never>, "with">;
};

/** What is the same, whatever was done: a refusal is told like anything else, and nothing was pressed. */
const context = (parts: ContextParts, { ack, ...known }: Known): Context => ({
  ...known,
  pressed: null,
  done: async () => void (await ack.with()),
  refuse: async (fault) => await known.tell(drawRefusal(sayRefusal(fault), parts)),
});

export function typedBy(parts: ContextParts, { body, ack: send }: Of<"command">, origin: SlackOrigin): Context {
  const ack = createAck(parts.clock, send);
  const responseUrl = responseUrlBy(body.response_url, origin);
  const tell: Context["tell"] = async (said) => {
    if (await ack.with({ ...said, response_type: "ephemeral" })) return;
    await sendEphemeral(parts, { origin, responseUrl, body: said }, parts.signal);
  };
  return context(parts, { origin, responseUrl, tell, ack, triggerId: body.trigger_id });
}

export function pressedBy(parts: ContextParts, { body, ack: send }: Of<"press">, origin: SlackOrigin): Context {
  const ack = createAck<never>(parts.clock, async () => await send());
  const responseUrl = responseUrlBy(body.response_url, origin);
  const tell: Context["tell"] = async (said) => {
    await ack.with();
    await sendEphemeral(parts, { origin, responseUrl, body: said }, parts.signal);
  };
  const { message_ts: ts, is_ephemeral: isPrivate } = body.container;
  const pressed = typeof ts === "string" ? { messageId: ts, isPrivate: isPrivate === true } : null;
  return { ...context(parts, { origin, responseUrl, tell, ack, triggerId: body.trigger_id }), pressed };
}

interface SentIn {
  readonly origin: SlackOrigin;
  /** Of what opened the form. */
  readonly responseUrl: ResponseUrl | null;
}

export function sentBy(
  parts: ContextParts,
  { body, ack: send }: Of<"submission">,
  { origin, responseUrl }: SentIn,
): Context {
  const ack = createAck(parts.clock, send);
  const tell: Context["tell"] = async (said) => {
    await ack.with();
    await sendEphemeral(parts, { origin, responseUrl, body: said }, parts.signal);
  };
  return {
    ...context(parts, { origin, responseUrl, tell, ack, triggerId: body.trigger_id }),
    async refuse(fault) {
      const said = drawRefusal(sayRefusal(fault), parts);
      const errors = fault instanceof UserError ? errorsOf(fault, body.view) : null;
      const isShown =
        errors === null
          ? await ack.with({ response_action: isOver(fault) ? "update" : "push", view: inView(said) })
          : await ack.with({ response_action: "errors", errors });
      if (!isShown) await sendEphemeral(parts, { origin, responseUrl, body: said }, parts.signal);
    },
  };
}

/** Nothing that is changed in the form would help. */
const isOver = ({ code }: BotError): boolean => code === "press.expired";
