// Handlers as simple as can be: they answer every command with a card and remember what they were asked.

import type { Card, CardStatus } from "../../../src/domain/messages/card.ts";
import type { BotError } from "../../../src/domain/errors/errors.ts";
import { UserError } from "../../../src/domain/errors/errors.ts";
import { generationId } from "../../../src/domain/generation.ts";
import type { CardAction, Invocation, OptionValues, Press } from "../../../src/domain/messages/invocation.ts";
import { micros } from "../../../src/domain/money/money.ts";
import type { Choice, CommandSpec, Option, Typing } from "../../../src/domain/messages/option.ts";
import type { Closing, Question } from "../../../src/domain/messages/question.ts";
import type { ReplyRef } from "../../../src/domain/messages/reply.ts";
import type { RunsList } from "../../../src/domain/messages/runs-list.ts";
import type { Answer, Handlers, Form, ShownRun } from "../../../src/platforms/platform.ts";

const text = { kind: "text", minLength: null, maxLength: null, multiline: false } as const;
const file = (name: string, accepts: "image" | "audio"): Option => {
  return { name, title: name, description: `The ${name}`, required: false, kind: "file", accepts };
};
const choice = (name: string, values: readonly string[]): Option => {
  const choices = values.map((value) => ({ label: value.toUpperCase(), value }));
  return { name, title: name, description: `The ${name}`, required: false, kind: "choice", choices };
};

const COMMANDS: readonly CommandSpec[] = [
  {
    name: "image",
    description: "Make pictures",
    options: [
      { ...text, name: "prompt", title: "Prompt", description: "What to make", required: false, multiline: true },
      choice("model", ["fox-1", "fox-2"]),
      choice("size", ["1:1", "16:9"]),
      { name: "n", title: "n", description: "How many", required: false, kind: "integer", min: 1, max: 12 },
      { name: "style", title: "Style", description: "Completed while typing", required: false, kind: "suggested" },
      file("image", "image"),
      file("mask", "image"),
      file("voice", "audio"),
    ],
    answer: "card",
  },
  { name: "models", description: "Which models there are", options: [], answer: "page" },
  { name: "jobs", description: "Which runs there were", options: [], answer: "page" },
  { name: "help", description: "How it works", options: [], answer: "page" },
];

const MADE: CardStatus = {
  kind: "made",
  cost: micros(24_300),
  upTo: micros(24_300),
  requested: 1,
  got: 1,
  seed: null,
  tookMs: 18_000,
};

interface Invoked {
  readonly invocation: Invocation;
  readonly reply: ReplyRef;
}

export class ScriptedHandlers implements Handlers {
  readonly commands = COMMANDS;
  readonly invoked: Invoked[] = [];
  readonly pressed: Press[] = [];
  readonly typed: Typing[] = [];
  /** As the row would have it, message IDs filled in as they are learned. */
  readonly replies = new Map<string, ReplyRef>();
  readonly answers: string[] = [];
  /** Why it was told that the platform is gone. */
  readonly ends: BotError[] = [];
  /** Thrown instead of the next answer. */
  refusal: BotError | null = null;
  /** Looked at before every answer. */
  before: () => Promise<void> = async () => {};
  /** Commands are asked about first. */
  asksFirst = false;
  /** What runs have become by now. */
  standingCard: Card | null = null;
  /** What a press of Run is told instead of being a run. */
  started: Closing | null = null;
  readonly #asked = new Map<string, Invoked>();
  readonly #waiting = new Map<string, () => void>();
  readonly #runs = new Map<string, Invocation>();

  async invoke(invocation: Invocation, reply: ReplyRef): Promise<Answer> {
    this.invoked.push({ invocation, reply });
    await this.before();
    this.#refuse();
    switch (invocation.command) {
      case "help":
        return { kind: "help", commands: this.commands };
      case "jobs":
        return { kind: "runs", list: this.#listed(null) };
      case "models": {
        const options = [{ name: "size", title: "Size", allowed: "1:1 or 16:9" }];
        const page = {
          slug: "fox-1",
          title: "Fox",
          description: "Makes foxes.",
          command: "image",
          from: micros(24_300),
          options,
        };
        return { kind: "models", models: [page] };
      }
      default:
        return this.asksFirst
          ? { kind: "question", question: this.#ask(invocation, reply) }
          : { kind: "card", card: this.#accept(invocation, reply) };
    }
  }

  async press(press: Press, reply: ReplyRef): Promise<Answer> {
    this.pressed.push(press);
    this.#refuse();
    if (press.action === "list") return { kind: "runs", list: this.#listed(press.page) };
    const { values } = this.#runs.get(press.generationId) ?? {};
    const asked = this.#asked.get(press.generationId);
    if (values === undefined) throw new UserError("generation.unknown");
    switch (press.action) {
      case "cancel":
        return { kind: "redraw", card: this.card(press.generationId, { kind: "cancelled" }, ["again", "edit"]) };
      case "again":
        return { kind: "card", card: this.#accept({ ...press, command: "image", values }, reply) };
      case "edit":
        return { kind: "form", form: { command: "image", values, options: COMMANDS[0]?.options ?? [] } };
      case "run": {
        if (this.started !== null || asked === undefined) {
          return { kind: "closed", closing: this.started ?? { kind: "declined" } };
        }
        const { invocation, reply: closes } = asked;
        return { kind: "card", card: this.#accept(invocation, reply), closes };
      }
      case "decline":
        return { kind: "closed", closing: { kind: "declined" } };
      case "bring":
        // As often as it is pressed, each time with a reply of its own.
        if (this.replies.get(press.generationId)?.again !== press.interactionId)
          this.replies.set(press.generationId, { ...reply, again: press.interactionId });
        return { kind: "brought", card: this.card(press.generationId, MADE, ["again", "edit"]) };
    }
  }

  async suggest(typing: Typing): Promise<readonly Choice[]> {
    this.typed.push(typing);
    return ["sketch", "oil", "photo"]
      .filter((style) => style.startsWith(typing.text))
      .map((value) => ({ label: value, value }));
  }

  async formsIn(): Promise<Pick<Handlers, "form">> {
    return await Promise.resolve(this);
  }

  form(command: string, values: OptionValues): Form {
    return { command, values: { model: "fox-1", ...values }, options: COMMANDS[0]?.options ?? [] };
  }

  readText(_command: string, lines: string): OptionValues {
    const pairs = lines.split("\n").filter((line) => line.trim() !== "");
    return Object.fromEntries(
      pairs.map((line) => {
        const [name = "", ...rest] = line.split(":");
        const value = rest.join(":").trim();
        return [name.trim(), name.trim() === "n" ? Number(value) : value];
      }),
    );
  }

  async recordReply(id: string, reply: ReplyRef): Promise<void> {
    this.answers.push(id);
    this.#waiting.get(id)?.();
    const again = this.replies.get(id)?.again;
    if (this.replies.has(id)) this.replies.set(id, again === undefined ? reply : { ...reply, again });
    if (again === undefined) return;
    this.answers.push(generationId(reply.platform, again));
    this.#waiting.get(generationId(reply.platform, again))?.();
  }

  async shownRun(id: string): Promise<ShownRun | null> {
    const reply = this.replies.get(id);
    const card = this.standingCard ?? this.card(id, { kind: "held", upTo: micros(24_300) });
    return reply === undefined ? null : { card, reply };
  }

  readonly turnedAway = (error: BotError): void => void this.ends.push(error);

  /** Resolves once the platform has told where the card of this run stands. */
  async toldOf(id: string): Promise<void> {
    if (this.answers.includes(id)) return;
    await new Promise<void>((resolve) => this.#waiting.set(id, resolve));
  }

  /** Where the card of this run stands, as far as the row knows. */
  reply(id: string): ReplyRef {
    const reply = this.replies.get(id);
    if (reply === undefined) throw new Error(`no such run: ${id}`);
    return reply;
  }

  card(id: string, status: CardStatus, actions: readonly CardAction[] = []): Card {
    const { values = {}, userId = "42", at = 0 } = this.#runs.get(id) ?? {};
    const set = Object.entries(values).filter(([name]) => name !== "prompt" && name !== "model");
    return {
      generationId: id,
      command: "image",
      modelTitle: "Fox",
      prompt: typeof values["prompt"] === "string" ? values["prompt"] : null,
      set: set.map(([name, value]) => ({ name, value: typeof value === "object" ? value.name : String(value) })),
      warnings: [],
      userId,
      startedAt: at,
      status,
      actions,
    };
  }

  /** All there were on the first page, and none on the second. */
  #listed(page: string | null): RunsList {
    const runs = [...this.#runs.keys()].map((id) => {
      const { guildId, channelId, messageId } = this.reply(id);
      const place = messageId === null ? null : { guildId, channelId, messageId };
      return { card: this.card(id, MADE), place, result: "there" as const };
    });
    const isFirst = page !== "2";
    return {
      of: { kind: "own" },
      runs: isFirst ? runs : [],
      older: isFirst ? "2" : null,
      newest: isFirst ? null : "1",
    };
  }

  #ask(invocation: Invocation, reply: ReplyRef): Question {
    const id = generationId(invocation.platform, invocation.interactionId);
    this.#runs.set(id, invocation);
    this.#asked.set(id, { invocation, reply: { ...reply, ephemeral: true } });
    const spent = { cap: micros(1_000_000), held: micros(0), spent: micros(250_000) };
    return {
      ...this.card(id, { kind: "cancelled" }),
      upTo: micros(616_500),
      budgets: [
        { scope: { kind: "member", id: invocation.userId }, period: "day", resetsAt: null, ...spent },
        { scope: { kind: "guild" }, period: "month", resetsAt: null, ...spent, cap: micros(5_000_000) },
      ],
      expiresAt: invocation.at + 900_000,
    };
  }

  #accept(invocation: Invocation, reply: ReplyRef): Card {
    const id = generationId(invocation.platform, invocation.interactionId);
    if (!this.replies.has(id)) this.replies.set(id, reply);
    this.#runs.set(id, invocation);
    return this.card(id, { kind: "held", upTo: micros(24_300) }, ["cancel"]);
  }

  #refuse(): void {
    const { refusal } = this;
    this.refusal = null;
    if (refusal !== null) throw refusal;
  }
}
