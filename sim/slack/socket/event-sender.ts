// Brings what people do, and events, to the app: over a socket or as signed requests.
import type { Agenda } from "../state/schedule.ts";
import type { AppStore } from "../state/app-store.ts";
import type { InteractionKind } from "../state/interaction.ts";
import { ANSWER_MS, type InteractionStore, type LiveInteraction } from "../state/interaction-store.ts";
import { parseJson } from "../../kit/json.ts";
import type { Ref } from "../state/people.ts";
import {
  letterOf,
  signatureHeaders,
  type Letter,
  type RequestForger,
  type SentRequest,
} from "../api/signed-request.ts";
import type { SocketHub } from "./socket-hub.ts";
import type { Envelope } from "./socket-link.ts";

/** An event that was not taken comes again: https://docs.slack.dev/apis/events-api/#retries */
const RETRIES_AFTER_MS = [0, 60_000, 5 * 60_000];

const ENVELOPES: Readonly<Record<InteractionKind, Envelope["type"]>> = {
  command: "slash_commands",
  action: "interactive",
  submission: "interactive",
  closing: "interactive",
  suggestion: "interactive",
  event: "events_api",
};

interface EventSenderParts {
  readonly app: AppStore;
  readonly socket: SocketHub;
  readonly interactions: InteractionStore;
  readonly agenda: Agenda;
  readonly target: string;
}

export class EventSender implements RequestForger {
  readonly #parts: EventSenderParts;
  /** Events that found nobody connected. */
  #waiting: readonly Envelope[] = [];
  target: string;

  constructor(parts: EventSenderParts) {
    this.#parts = parts;
    this.target = parts.target;
    parts.socket.listen({
      acknowledged: (live, payload) => parts.interactions.acknowledge(live, payload),
      lost: ({ live, retry }) => {
        if (live.handle.kind === "event") this.#retry(live, retry);
      },
      opened: () => {
        const waiting = this.#waiting;
        this.#waiting = [];
        for (const envelope of waiting) this.dispatch(envelope.live, envelope.retry);
      },
    });
  }

  dispatch(live: LiveInteraction, retry = 0): void {
    if (this.target === "socket") this.#bySocket(live, retry);
    else void this.#byRequest(live, retry);
  }

  /** Once more, as it was. */
  redeliver(id: string): void {
    this.dispatch(this.#known(id));
  }

  async replay({ id }: Ref, { agedMs = 0 }: { readonly agedMs?: number } = {}): Promise<SentRequest> {
    const { body, contentType } = letterOf(this.#known(id).handle);
    return await this.post(body, { agedMs, contentType });
  }

  async post(
    body: string,
    options: { readonly secret?: string | false; readonly agedMs?: number; readonly contentType?: string } = {},
  ): Promise<SentRequest> {
    const { secret = this.#parts.app.signingSecret, agedMs = 0 } = options;
    const contentType = options.contentType ?? "application/x-www-form-urlencoded";
    const signed = secret === false ? {} : signatureHeaders(body, secret, Date.now() - agedMs);
    const response = await this.#send({ body, contentType }, signed);
    return { status: response.status, body: await response.text() };
  }

  #known(id: string): LiveInteraction {
    const live = this.#parts.interactions.find(id);
    if (!live) throw new Error(`there is no interaction ${id}`);
    return live;
  }

  #bySocket(live: LiveInteraction, retry: number): void {
    const { kind } = live.handle;
    const acceptsPayload = kind === "command" || kind === "submission" || kind === "suggestion";
    const envelope = { live, type: ENVELOPES[kind], acceptsPayload, retry };
    const isTaken = this.#parts.socket.deliver(envelope);
    if (isTaken) this.#parts.interactions.delivered(live);
    else if (kind === "event") this.#waiting = [...this.#waiting, envelope];
    else this.#parts.interactions.fail(live, "dispatch_failed");
    if (isTaken && kind === "event") this.#expect(live, retry);
  }

  /** An event that is not acknowledged in time comes again, unless it has already. */
  #expect(live: LiveInteraction, retry: number): void {
    const { deliveries } = live.handle;
    this.#parts.agenda.after(ANSWER_MS + 1, () => {
      const isWaiting = this.#waiting.some((envelope) => envelope.live === live);
      if (!live.handle.response && live.handle.deliveries === deliveries && !isWaiting) this.#retry(live, retry);
    });
  }

  async #byRequest(live: LiveInteraction, retry: number): Promise<void> {
    const { interactions, app } = this.#parts;
    const letter = letterOf(live.handle);
    interactions.delivered(live);
    const again = retry > 0 && { "X-Slack-Retry-Num": String(retry), "X-Slack-Retry-Reason": "http_error" };
    try {
      const signed = signatureHeaders(letter.body, app.signingSecret, Date.now());
      const response = await this.#send(letter, { ...signed, ...again }, AbortSignal.timeout(ANSWER_MS));
      const text = await response.text();
      if (!response.ok) throw new Error(`the app answered ${response.status}`);
      interactions.acknowledge(live, readAnswer(text, response.headers.get("content-type")));
    } catch (cause) {
      const isLate = cause instanceof DOMException && cause.name === "TimeoutError";
      interactions.fail(live, isLate ? "operation_timeout" : "dispatch_failed");
      if (live.handle.kind === "event") this.#retry(live, retry);
    }
  }

  #retry(live: LiveInteraction, retry: number): void {
    const wait = RETRIES_AFTER_MS[retry];
    if (wait === 0) this.dispatch(live, retry + 1);
    else if (wait !== undefined) this.#parts.agenda.after(wait, () => this.dispatch(live, retry + 1));
  }

  async #send(
    { body, contentType }: Letter,
    headers: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<Response> {
    return await fetch(this.target, {
      method: "POST",
      body,
      redirect: "manual",
      headers: {
        "Content-Type": contentType,
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        ...headers,
      },
      ...(signal && { signal }),
    });
  }
}

/** Text is as good as JSON with one field. */
function readAnswer(text: string, contentType: string | null): unknown {
  if (text.trim() === "") return undefined;
  if (contentType?.startsWith("application/json")) return parseJson(text) ?? text;
  return { text };
}
