// What people did, what the app was told of it, and how far it has answered.
import { randomBytes } from "node:crypto";
import type { Agenda } from "./schedule.ts";
import type { EventHub } from "../../kit/event-hub.ts";
import type { SimEvent } from "./events.ts";
import type { Ids } from "./ids.ts";
import type { Acknowledgement, Failure, Interaction, InteractionHandle } from "./interaction.ts";
import type { JsonObject } from "../../kit/json.ts";
import { Refusal } from "../rules/refusal.ts";
import type { Mutable } from "../../kit/mutable.ts";

/** https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response */
export const ANSWER_MS = 3_000;
const TRIGGER_LIFE_MS = 3_000;
const RESPONSE_URL_LIFE_MS = 30 * 60_000;
const RESPONSE_URL_USES = 5;

/** An answer before it is timed. */
export type Answer = Acknowledgement extends infer A ? (A extends unknown ? Omit<A, "at" | "tookMs"> : never) : never;

/** What the payload holds that only the store can give. */
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

interface StoreParts {
  readonly events: EventHub<SimEvent>;
  readonly agenda: Agenda;
  readonly ids: Ids;
  readonly now: () => number;
  readonly origin: () => string;
}

export class InteractionStore {
  readonly #parts: StoreParts;
  readonly #live = new Map<string, LiveInteraction>();
  readonly #byTrigger = new Map<string, LiveInteraction>();
  readonly #byResponseToken = new Map<string, LiveInteraction>();

  constructor(parts: StoreParts) {
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
      answers: 0,
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
    const { handle } = live;
    handle.answers += 1;
    const isLate = this.#parts.now() - handle.createdAt > ANSWER_MS;
    if (isLate && handle.kind !== "event") this.fail(live, "operation_timeout");
    if (handle.response || (handle.failure && handle.kind !== "event")) this.#emit("ignored", live);
    else this.#accept(live, body);
  }

  #accept(live: LiveInteraction, body: unknown): void {
    const { handle, opening } = live;
    const timing = { at: this.#parts.now(), tookMs: performance.now() - live.startedAt };
    try {
      handle.response = { ...opening.answer(body, live), ...timing };
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      this.fail(live, "invalid_response");
      return;
    }
    handle.failure = undefined;
    live.settle(handle.response);
    this.#emit("acknowledged", live);
  }

  /** An event fails once a delivery, everything else once. */
  fail(live: LiveInteraction, failure: Failure): void {
    const { response, failure: before, kind } = live.handle;
    if (response || (before && kind !== "event")) return;
    live.handle.failure = failure;
    live.opening.failed?.();
    this.#emit("failed", live);
  }

  delivered(live: LiveInteraction): void {
    live.handle.deliveries += 1;
    this.#emit("dispatched", live);
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

  #emit(change: "dispatched" | "acknowledged" | "ignored" | "failed", { handle }: LiveInteraction): void {
    this.#parts.events.emit({ type: "interaction", change, interaction: handle });
  }
}
