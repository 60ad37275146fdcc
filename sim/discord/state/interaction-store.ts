// What people did, and how far the bot has answered.
// https://docs.discord.com/developers/interactions/receiving-and-responding
import { randomBytes } from "node:crypto";
import type { ApplicationCommandOptionType } from "discord-api-types/v10";
import type { EventHub } from "../../kit/event-hub.ts";
import type { SimEvent } from "./events.ts";
import type { Acknowledgement, Interaction, InteractionHandle, Modal } from "./interaction.ts";
import { REFUSED, Refusal } from "../rules/refusal.ts";
import type { Mutable } from "../../kit/mutable.ts";

const FIRST_RESPONSE_MS = 3_000;
const TOKEN_LIFE_MS = 15 * 60_000;

/** An accepted first response before it is timed. */
export type Answer = Acknowledgement extends infer A ? (A extends unknown ? Omit<A, "at" | "tookMs"> : never) : never;

export interface LiveInteraction {
  readonly handle: Mutable<InteractionHandle>;
  readonly installedFor: "guild" | "user";
  /** What it advertised as `attachment_size_limit`. */
  readonly attachmentSizeLimit: number;
  /** The form that was sent in, when it is a modal submit. */
  readonly submitted: Modal | undefined;
  /** The type of the option being typed into, when it is an autocomplete. */
  readonly focusedType: ApplicationCommandOptionType | undefined;
  /** What @original means for it. */
  originalId: string | undefined;
  followUps: number;
  readonly startedAt: number;
  readonly settle: (acknowledgement: Acknowledgement) => void;
}

export type Opening = Pick<LiveInteraction, "installedFor" | "attachmentSizeLimit" | "submitted" | "focusedType"> &
  Pick<Interaction, "kind" | "name" | "userId" | "guildId" | "channelId" | "sourceMessageId">;

interface StoreParts {
  readonly events: EventHub<SimEvent>;
  readonly now: () => number;
  readonly newId: () => string;
}

export class InteractionStore {
  readonly #parts: StoreParts;
  readonly #live = new Map<string, LiveInteraction>();
  readonly #byId = new Map<string, Interaction>();

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  all(): readonly Interaction[] {
    return [...this.#live.values()].map(({ handle }) => handle);
  }

  byId(id: string): Interaction | undefined {
    return this.#byId.get(id);
  }

  open({ installedFor, attachmentSizeLimit, submitted, focusedType, ...opening }: Opening): LiveInteraction {
    const { promise, resolve } = Promise.withResolvers<Acknowledgement>();
    const plain: Interaction = {
      ...opening,
      id: this.#parts.newId(),
      token: randomBytes(60).toString("base64url"),
      createdAt: this.#parts.now(),
      deliveries: 0,
      response: undefined,
    };
    // Not enumerable, so that the record stays plain data for whoever copies it.
    const handle = Object.defineProperty(plain, "acknowledged", { value: promise }) as Mutable<InteractionHandle>;
    const live: LiveInteraction = {
      handle,
      installedFor,
      attachmentSizeLimit,
      submitted,
      focusedType,
      originalId: undefined,
      followUps: 0,
      startedAt: performance.now(),
      settle: resolve,
    };
    this.#live.set(handle.token, live);
    this.#byId.set(handle.id, handle);
    return live;
  }

  /** The interaction that may be answered for the first time now; otherwise what Discord answers. */
  unanswered(id: string, token: string): LiveInteraction {
    const live = this.#live.get(token);
    if (!live || live.handle.id !== id) throw new Refusal(REFUSED.unknownInteraction);
    if (live.handle.response) throw new Refusal(REFUSED.alreadyAcknowledged);
    const isLate = this.#parts.now() - live.handle.createdAt > FIRST_RESPONSE_MS;
    if (isLate) throw new Refusal(REFUSED.unknownInteraction);
    return live;
  }

  /** The interaction whose messages this token may handle. */
  answered(token: string): LiveInteraction {
    const live = this.#live.get(token);
    if (!live || this.#parts.now() - live.handle.createdAt >= TOKEN_LIFE_MS) {
      throw new Refusal(REFUSED.invalidWebhookToken);
    }
    const type = live.handle.response?.type;
    if (type === undefined || type === 8) throw new Refusal(REFUSED.unknownWebhook);
    return live;
  }

  /** Whether the bot has taken the form that somebody sent in. */
  hasAnswered(modal: Modal): boolean {
    return [...this.#live.values()].some(({ submitted, handle }) => submitted === modal && handle.response);
  }

  acknowledge(live: LiveInteraction, answer: Answer): void {
    const at = this.#parts.now();
    const acknowledgement: Acknowledgement = { ...answer, at, tookMs: performance.now() - live.startedAt };
    live.handle.response = acknowledgement;
    live.settle(acknowledgement);
    this.#parts.events.emit({ type: "interaction", change: "acknowledged", interaction: live.handle });
  }
}
