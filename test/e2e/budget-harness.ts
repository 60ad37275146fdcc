// One bot, and as many servers as a test file wants: what is decided in one does not reach another.

import { afterAll, beforeAll } from "vitest";
import { NO_RULES } from "../../src/domain/money/budget.ts";
import type { GuildRules } from "../../src/domain/money/budget.ts";
import { systemClock } from "../../src/domain/time/clock.ts";
import type { LedgerEntry } from "../../src/domain/money/ledger.ts";
import type { ActOptions, Channel, Message, OptionValues, Person, Fixtures } from "../../sim/discord/simulator.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { runApp } from "./in-process.ts";
import type { RunningApp } from "./in-process.ts";
import { isDelivered, openHarness, textOf } from "./harness.ts";
import type { Harness } from "./harness.ts";

interface BudgetHarness extends AsyncDisposable {
  readonly base: Harness;
  readonly app: RunningApp;
  readonly log: KeptLog;
  /** A new server, where nothing is decided and nothing spent. */
  newGuild(): BudgetGuild;
}

async function openBudgetHarness(): Promise<BudgetHarness> {
  const closing = new AsyncDisposableStack();
  const log = new KeptLog();
  const base = closing.use(await openHarness());
  const app = closing.use(await runApp({ ...base.env, DEFAULT_GUILD_BUDGET: "5" }, { clock: systemClock, log }));
  return {
    base,
    app,
    log,
    newGuild: () => new BudgetGuild(base, app),
    [Symbol.asyncDispose]: async () => await closing.disposeAsync(),
  };
}

/** One for all tests of a file. */
export function useBudgetHarness(): Omit<BudgetHarness, typeof Symbol.asyncDispose> {
  let harness: BudgetHarness;
  beforeAll(async () => {
    harness = await openBudgetHarness();
  });
  afterAll(async () => await harness[Symbol.asyncDispose]());
  return {
    get base() {
      return harness.base;
    },
    get app() {
      return harness.app;
    },
    get log() {
      return harness.log;
    },
    newGuild: () => harness.newGuild(),
  };
}

/** What `BudgetGuild.decided` is as long as nobody has decided or spent anything. */
export const NOTHING = { rules: NO_RULES, ledger: [] };

/** What a picture costs, as the bot writes it. */
export const PRICE = "$0.0243";

type How = ActOptions & { readonly in?: Channel };

export class BudgetGuild {
  readonly fixtures: Fixtures;
  readonly admin: Person;
  readonly bo: Person;
  readonly studio: Channel;
  readonly gallery: Channel;
  readonly #base: Harness;
  readonly #app: RunningApp;

  constructor(base: Harness, app: RunningApp) {
    this.#base = base;
    this.#app = app;
    this.fixtures = base.discord.addFixtures();
    ({ admin: this.admin } = this.fixtures);
    [this.bo] = this.fixtures.members;
    [this.studio, this.gallery] = this.fixtures.channels;
  }

  async type(who: Person, name: string, values: OptionValues = {}, how: How = {}): Promise<Message> {
    const answer = await who.command(how.in ?? this.studio, name, values, how).acknowledged;
    if (answer.type !== 4) throw new Error(`a response of type ${answer.type}`);
    return answer.message;
  }

  /** What only the admin reads. */
  async budget(subcommand: string, values: OptionValues = {}, how: How = {}): Promise<string> {
    const message = await this.type(this.admin, `budget ${subcommand}`, values, how);
    if (message.visibleTo !== this.admin.id) throw new Error("everybody could read it");
    return textOf(message);
  }

  /** Makes a picture: "runs", or why it does not. */
  async run(who: Person = this.bo, how: { readonly in?: Channel; readonly model?: string } = {}): Promise<string> {
    const { model = "wan2-7-image" } = how;
    const message = await this.type(who, "image", { prompt: "a fox", model }, how);
    return message.ephemeral ? textOf(message) : "runs";
  }

  async delivered(count: number): Promise<void> {
    const { discord } = this.#base;
    await discord.waitFor(() => discord.messages(this.studio.id).filter(isDelivered).length === count);
  }

  async decided(): Promise<{ readonly rules: GuildRules; readonly ledger: readonly LedgerEntry[] }> {
    const { store } = this.#app.parts;
    const { id } = this.fixtures.guild;
    return { rules: await store.rules("discord", id), ledger: await store.guildLedger("discord", id, 100) };
  }

  /** Past every check, for what cannot be typed. */
  async force(change: Partial<GuildRules>): Promise<void> {
    const where = { platform: "discord", guildId: this.fixtures.guild.id, channelId: "1", userId: "1", at: 1 } as const;
    const apply = (rules: GuildRules): GuildRules => ({ ...rules, ...change });
    await this.#app.parts.store.changeRules({ ...where, note: "", apply });
  }
}
