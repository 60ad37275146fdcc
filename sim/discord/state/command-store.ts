// The commands that the application has published, globally and for each guild.
import { ApplicationCommandType, type APIApplicationCommand } from "discord-api-types/v10";
import type { CommandBody } from "../rules/command-rules.ts";
import type { EventHub } from "../../kit/event-hub.ts";
import type { SimEvent } from "./events.ts";
import { REFUSED, Refusal } from "../rules/refusal.ts";

const DAY_MS = 24 * 3_600_000;
const CREATES_A_DAY = 200;
const COMMANDS_MAX = [
  [ApplicationCommandType.ChatInput, 100],
  [ApplicationCommandType.User, 15],
  [ApplicationCommandType.Message, 15],
] as const;

/** A guild's id; undefined: the global ones. */
export type Scope = string | undefined;

interface StoreParts {
  readonly events: EventHub<SimEvent>;
  readonly applicationId: string;
  readonly now: () => number;
  readonly newId: () => string;
}

export class CommandStore {
  readonly #parts: StoreParts;
  readonly #byScope = new Map<Scope, readonly APIApplicationCommand[]>();
  readonly #creates = new Map<Scope, readonly number[]>();

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  list(scope: Scope): readonly APIApplicationCommand[] {
    return this.#byScope.get(scope) ?? [];
  }

  /** What the person finds in a guild: its own commands first. */
  find(guildId: string, name: string): APIApplicationCommand | undefined {
    const all = [...this.list(guildId), ...this.list(undefined)];
    return all.find((command) => command.name === name && command.type === ApplicationCommandType.ChatInput);
  }

  get(scope: Scope, id: string): APIApplicationCommand {
    const found = this.list(scope).find((command) => command.id === id);
    if (!found) throw new Refusal(REFUSED.unknownCommand);
    return found;
  }

  /** Everything that is not among `bodies` is gone afterwards. */
  replaceAll(scope: Scope, bodies: readonly CommandBody[]): readonly APIApplicationCommand[] {
    return this.#keep(
      scope,
      bodies.map((body) => this.#stamp(scope, body)),
    );
  }

  /** One with the same name and type is replaced. */
  upsert(scope: Scope, body: CommandBody): { readonly command: APIApplicationCommand; readonly isNew: boolean } {
    const isNew = !this.#twin(scope, body);
    const command = this.#stamp(scope, body);
    const others = this.list(scope).filter(({ id }) => id !== command.id);
    this.#keep(scope, [...others, command]);
    return { command, isNew };
  }

  change(scope: Scope, id: string, body: CommandBody): APIApplicationCommand {
    const command = { ...this.#stamp(scope, body), id: this.get(scope, id).id };
    this.#keep(
      scope,
      this.list(scope).map((other) => (other.id === id ? command : other)),
    );
    return command;
  }

  remove(scope: Scope, id: string): void {
    const gone = this.get(scope, id);
    this.#keep(
      scope,
      this.list(scope).filter((command) => command !== gone),
    );
  }

  #twin(scope: Scope, { name, type }: CommandBody): APIApplicationCommand | undefined {
    return this.list(scope).find((command) => command.name === name && command.type === type);
  }

  #stamp(scope: Scope, body: CommandBody): APIApplicationCommand {
    const { applicationId, newId } = this.#parts;
    return {
      id: this.#twin(scope, body)?.id ?? newId(),
      application_id: applicationId,
      version: newId(),
      ...(scope === undefined ? {} : { guild_id: scope }),
      ...body,
    };
  }

  #keep(scope: Scope, commands: readonly APIApplicationCommand[]): readonly APIApplicationCommand[] {
    for (const [type, max] of COMMANDS_MAX) {
      const ofType = commands.filter((command) => command.type === type);
      if (ofType.length > max) throw new Refusal(REFUSED.tooManyCommands);
    }
    const before = new Set(this.list(scope).map(({ id }) => id));
    this.#countCreates(scope, commands.filter(({ id }) => !before.has(id)).length);
    this.#byScope.set(scope, commands);
    this.#parts.events.emit({ type: "commands", guildId: scope });
    return commands;
  }

  #countCreates(scope: Scope, count: number): void {
    const now = this.#parts.now();
    const recent = (this.#creates.get(scope) ?? []).filter((at) => at > now - DAY_MS);
    if (recent.length + count > CREATES_A_DAY) throw new Refusal(REFUSED.tooManyCommandCreates);
    this.#creates.set(scope, [...recent, ...Array.from({ length: count }, () => now)]);
  }
}
