// One bot on Slack, and as many workspaces as a test file wants: what is decided in one does not reach another.

import { systemClock } from "../../src/domain/time/clock.ts";
import type { GuildRules } from "../../src/domain/money/budget.ts";
import type { LedgerEntry } from "../../src/domain/money/ledger.ts";
import type { InteractionHandle, Message, Person, Fixtures, View } from "../../sim/slack/simulator.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { textOf } from "../platforms/slack/seen.ts";
import { runApp } from "./in-process.ts";
import type { RunningApp } from "./in-process.ts";
import { openWebHarness } from "./slack-harness.ts";
import type { WebHarness } from "./slack-harness.ts";

export interface SlackBudgetHarness extends AsyncDisposable {
  readonly base: WebHarness;
  readonly log: KeptLog;
  /** A workspace that has just let the bot in: nothing is decided there, and nothing spent. */
  newWorkspace(): Promise<BudgetWorkspace>;
}

export async function openSlackBudgetHarness(): Promise<SlackBudgetHarness> {
  await using closing = new AsyncDisposableStack();
  const log = new KeptLog();
  const base = closing.use(await openWebHarness({ slack: { limits: false } }));
  const app = closing.use(await runApp({ ...base.env, DEFAULT_GUILD_BUDGET: "5" }, { clock: systemClock, log }));
  const opened = closing.move();
  let count = 0;
  return {
    base,
    log,
    async newWorkspace() {
      count += 1;
      return new BudgetWorkspace({ base, app, fixtures: await base.install(`Workspace ${count}`) });
    },
    [Symbol.asyncDispose]: async () => await opened.disposeAsync(),
  };
}

interface BudgetWorkspaceParts {
  readonly base: WebHarness;
  readonly app: RunningApp;
  readonly fixtures: Fixtures;
}

/** What was typed, and what came back for the person alone: text, or what else it was. */
export interface Answered {
  readonly handle: InteractionHandle;
  readonly text: string;
}

export class BudgetWorkspace {
  readonly fixtures: Fixtures;
  readonly admin: Person;
  readonly bo: Person;
  readonly cy: Person;
  readonly #base: WebHarness;
  readonly #app: RunningApp;

  constructor({ base, app, fixtures }: BudgetWorkspaceParts) {
    this.fixtures = fixtures;
    this.admin = fixtures.admin;
    [this.bo, this.cy] = fixtures.members;
    this.#base = base;
    this.#app = app;
  }

  /** Types "/budget set 5 month" in the first channel: what only the person reads of it, or "empty". */
  async type(who: Person, line: string): Promise<Answered> {
    const [, command = "", text = ""] = /^(\S+) ?([^]*)$/.exec(line) ?? [];
    const handle = who.command(this.fixtures.channels[0], command, text);
    const answer = await handle.acknowledged;
    if (answer.type !== "message") return { handle, text: answer.type };
    if (answer.message.visibleTo !== who.id) throw new Error("everybody could read it");
    return { handle, text: textOf(answer.message) };
  }

  async read(who: Person, line: string): Promise<string> {
    return (await this.type(who, line)).text;
  }

  /** A page, also one that takes longer than an answer may. */
  async page(who: Person, line: string): Promise<string> {
    const { handle } = await this.type(who, line);
    const { slack } = this.#base;
    return textOf(await slack.waitFor(() => slack.messages().find((one) => one.interactionId === handle.id)));
  }

  /** The form that a command opens. */
  async form(who: Person, line: string): Promise<View> {
    await this.type(who, line);
    const { slack } = this.#base;
    return await slack.waitFor(() => slack.views(who).at(-1));
  }

  cards(): readonly Message[] {
    return this.#base.cards(this.fixtures.channels[0].id);
  }

  /** A card that says what its run cost. */
  async finished(count = 1): Promise<readonly Message[]> {
    const ended = (): readonly Message[] => this.cards().filter((card) => /\btook\b/.test(textOf(card)));
    await this.#base.slack.waitFor(() => ended().length === count, { timeoutMs: 20_000 });
    return ended();
  }

  async decided(): Promise<{ readonly rules: GuildRules; readonly ledger: readonly LedgerEntry[] }> {
    const { store } = this.#app.parts;
    const { id } = this.fixtures.workspace;
    return { rules: await store.rules("slack", id), ledger: await store.guildLedger("slack", id, 100) };
  }
}
