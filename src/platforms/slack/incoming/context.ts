// One thing that somebody did, and the ways to answer it: whatever it was, whoever answers need not know.

import { UserError } from "../../../domain/errors.ts";
import type { BotError } from "../../../domain/errors.ts";
import { sayRefusal } from "../../../wording/refusals/refusal.ts";
import { createAck } from "./ack.ts";
import type { Ack } from "./ack.ts";
import { sayAside } from "./ephemeral.ts";
import type { MessageBody } from "../draw/message-body.ts";
import type { Incoming } from "../connection/bolt-app.ts";
import { errorsOf } from "../form/field-errors.ts";
import { inView } from "./open-form.ts";
import { drawRefusal } from "../draw/page.ts";
import { whispersBy } from "../origin.ts";
import type { Scene, Whispers } from "../origin.ts";
import type { RepliesParts } from "../replies/replies.ts";

export interface Doing {
  readonly scene: Scene;
  /** How the person alone can be told something later. */
  readonly whispers: Whispers | null;
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

type DoingParts = RepliesParts & { readonly signal: AbortSignal };
type Of<Kind extends Incoming["kind"]> = Extract<Incoming, { readonly kind: Kind }>;

type Known = Pick<Doing, "scene" | "whispers" | "tell" | "triggerId"> & { readonly ack: Pick<Ack<never>, "with"> };

/** What is the same, whatever was done: a refusal is told like anything else, and nothing was pressed. */
const doing = (parts: DoingParts, { ack, ...known }: Known): Doing => ({
  ...known,
  pressed: null,
  done: async () => void (await ack.with()),
  refuse: async (fault) => await known.tell(drawRefusal(sayRefusal(fault), parts)),
});

export function typedBy(parts: DoingParts, { body, ack: send }: Of<"command">, scene: Scene): Doing {
  const ack = createAck(parts.clock, send);
  const whispers = whispersBy(body.response_url, scene);
  const tell: Doing["tell"] = async (said) => {
    if (await ack.with({ ...said, response_type: "ephemeral" })) return;
    await sayAside(parts, { scene, whispers, body: said }, parts.signal);
  };
  return doing(parts, { scene, whispers, tell, ack, triggerId: body.trigger_id });
}

export function pressedBy(parts: DoingParts, { body, ack: send }: Of<"press">, scene: Scene): Doing {
  const ack = createAck<never>(parts.clock, async () => await send());
  const whispers = whispersBy(body.response_url, scene);
  const tell: Doing["tell"] = async (said) => {
    await ack.with();
    await sayAside(parts, { scene, whispers, body: said }, parts.signal);
  };
  const { message_ts: ts, is_ephemeral: isPrivate } = body.container;
  const pressed = typeof ts === "string" ? { messageId: ts, isPrivate: isPrivate === true } : null;
  return { ...doing(parts, { scene, whispers, tell, ack, triggerId: body.trigger_id }), pressed };
}

interface SentIn {
  readonly scene: Scene;
  /** Of what opened the form. */
  readonly whispers: Whispers | null;
}

export function sentBy(parts: DoingParts, { body, ack: send }: Of<"submission">, { scene, whispers }: SentIn): Doing {
  const ack = createAck(parts.clock, send);
  const tell: Doing["tell"] = async (said) => {
    await ack.with();
    await sayAside(parts, { scene, whispers, body: said }, parts.signal);
  };
  return {
    ...doing(parts, { scene, whispers, tell, ack, triggerId: body.trigger_id }),
    async refuse(fault) {
      const said = drawRefusal(sayRefusal(fault), parts);
      const errors = fault instanceof UserError ? errorsOf(fault, body.view) : null;
      const isShown =
        errors === null
          ? await ack.with({ response_action: isOver(fault) ? "update" : "push", view: inView(said) })
          : await ack.with({ response_action: "errors", errors });
      if (!isShown) await sayAside(parts, { scene, whispers, body: said }, parts.signal);
    },
  };
}

/** Nothing that is changed in the form would help. */
const isOver = ({ code }: BotError): boolean => code === "press.expired";
