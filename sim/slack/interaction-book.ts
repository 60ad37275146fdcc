// What people did, what the app was told of it, and how far it has answered.
import { randomBytes } from "node:crypto";
import type { Agenda } from "./agenda.ts";
import type { EventHub } from "./events.ts";
import type { Ids } from "./ids.ts";
import type { Acknowledgement, Failure, Interaction, InteractionHandle } from "./interaction.ts";
import type { JsonObject } from "./json.ts";
import { Refusal } from "./refusal.ts";
import type { Mutable } from "./state.ts";

/** https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response */
export const ANSWER_MS = 3_000;
const TRIGGER_LIFE_MS = 3_000;
const RESPONSE_URL_LIFE_MS = 30 * 60_000;
const RESPONSE_URL_USES = 5;

/** An answer before it is timed. */
export type Answer = Acknowledgement extends infer A ? (A extends unknown ? Omit<A, "at" | "tookMs"> : never) : never;

/** What the payload holds that only the book can give. */
export interface Issued {
  readonly triggerId: string;
  readonly responseUrl: string;
}

type Subject = Pick<Interaction, "kind" | "name" | "workspaceId" | "userId" | "channelId" | "messageId" | "viewId">;

export interface Opening extends Subject {
  readonly payload: (issued: Issued) => JsonObject;
  /** Applies what the app answered; a throw means that Slack could not use it. */
  readonly answer: (body: unknown, live: LiveInteraction) => Answer;
  readonly failed?: () => void;
}

export interface LiveInteraction {
  readonly handle: Mutable<InteractionHandle>;
  readonly opening: Opening;
  readonly startedAt: number;
  readonly settle: (acknowledgement: Acknowledgement) => void;
  isTriggerUsed: boolean;
  responseUses: number;
}

interface BookParts {
  readonly events: EventHub;
  readonly agenda: Agenda;
  readonly ids: Ids;
  readonly now: () => number;
  readonly origin: () => string;
}

export class InteractionBook {
  readonly #parts: BookParts;
  readonly #live = new Map<string, LiveInteraction>();
  readonly #byTrigger = new Map<string, LiveInteraction>();
  readonly #byResponseToken = new Map<string, LiveInteraction>();

  constructor(parts: BookParts) {
    this.#parts = parts;
  }

  all(): readonly Interaction[] {
    return [...this.#live.values()].map(({ handle }) => handle);
  }

  find(id: string): LiveInteraction | undefined {
    return this.#live.get(id);
  }

  open(opening: Opening): LiveInteraction {
    const { ids, now, origin, agenda } = this.#parts;
    const { promise, resolve } = Promise.withResolvers<Acknowledgement>();
    const { kind, name, workspaceId, userId, channelId, messageId, viewId } = opening;
    const triggerId = ids.trigger();
    const secret = randomBytes(18).toString("base64url");
    const responseUrl = `${origin()}/${kind === "command" ? "commands" : "actions"}/${workspaceId}/${secret}`;
    const hasTrigger = kind === "command" || kind === "action" || kind === "submission";
    const hasUrl = kind === "command" || (kind === "action" && messageId !== undefined);
    const plain: Interaction = {
      kind,
      name,
      workspaceId,
      userId,
      channelId,
      messageId,
      viewId,
      id: ids.next("I"),
      triggerId: hasTrigger ? triggerId : undefined,
      responseUrl: hasUrl ? responseUrl : undefined,
      payload: opening.payload({ triggerId, responseUrl }),
      createdAt: now(),
      deliveries: 0,
      response: undefined,
      failure: undefined,
    };
    // Not enumerable, so that the record stays plain data for whoever copies it.
    const handle = Object.defineProperty(plain, "acknowledged", { value: promise }) as Mutable<InteractionHandle>;
    const startedAt = performance.now();
    const live = { handle, opening, startedAt, settle: resolve, isTriggerUsed: false, responseUses: 0 };
    this.#live.set(handle.id, live);
    if (hasTrigger) this.#byTrigger.set(triggerId, live);
    if (hasUrl) this.#byResponseToken.set(secret, live);
    agenda.after(ANSWER_MS + 1, () => this.fail(live, "operation_timeout"));
    return live;
  }

  /** The first good answer in time counts; an event may also be answered at a later delivery. */
  acknowledge(live: LiveInteraction, body: unknown): void {
    const { handle, opening } = live;
    const at = this.#parts.now();
    if (handle.response) return;
    if (handle.kind !== "event") {
      if (at - handle.createdAt > ANSWER_MS) this.fail(live, "operation_timeout");
      if (handle.failure) return;
    }
    try {
      const answer = opening.answer(body, live);
      handle.failure = undefined;
      handle.response = { ...answer, at, tookMs: performance.now() - live.startedAt };
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      this.fail(live, "invalid_response");
      return;
    }
    live.settle(handle.response);
    this.#parts.events.emit({ type: "interaction", change: "acknowledged", interaction: handle });
  }

  fail(live: LiveInteraction, failure: Failure): void {
    if (live.handle.response || live.handle.failure) return;
    live.handle.failure = failure;
    live.opening.failed?.();
    this.#parts.events.emit({ type: "interaction", change: "failed", interaction: live.handle });
  }

  delivered(live: LiveInteraction): void {
    live.handle.deliveries += 1;
    this.#parts.events.emit({ type: "interaction", change: "dispatched", interaction: live.handle });
  }

  /** Looks at a trigger without using it up, so that a bad view does not cost one. */
  trigger(triggerId: string, workspaceIds: readonly string[]): LiveInteraction {
    const live = this.#byTrigger.get(triggerId);
    if (!live || !workspaceIds.includes(live.handle.workspaceId)) throw new Refusal("invalid_trigger_id");
    if (live.isTriggerUsed) throw new Refusal("exchanged_trigger_id");
    if (this.#parts.now() - live.handle.createdAt > TRIGGER_LIFE_MS) throw new Refusal("expired_trigger_id");
    return live;
  }

  /** Counts one use of a response URL. */
  useResponseUrl(secret: string): LiveInteraction {
    const live = this.#byResponseToken.get(secret);
    if (!live) throw new Refusal("invalid_url", { status: 404 });
    const age = this.#parts.now() - live.handle.createdAt;
    if (age > RESPONSE_URL_LIFE_MS) throw new Refusal("expired_url", { status: 404 });
    if (live.responseUses >= RESPONSE_URL_USES) throw new Refusal("used_url", { status: 404 });
    live.responseUses += 1;
    return live;
  }
}
