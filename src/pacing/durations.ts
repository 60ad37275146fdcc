// How long tasks take, learned from earlier tasks by model and by the options that matter. Kept in the database, where all
// processes share it and it survives a restart: each adds what it has seen and never overwrites the others'.

import type { Clock } from "../domain/time/clock.ts";
import type { JsonObject } from "../domain/json.ts";
import type { SharedKeyValueStore } from "../domain/key-value.ts";
import type { Prior } from "./estimate.ts";
import type { Traits } from "./strata.ts";
import { History } from "./history.ts";
import type { Ending, Expectation, KeptEnding } from "./history.ts";

export interface Durations extends AsyncDisposable {
  /** What is known by now about such a task. */
  expect(model: string, input: JsonObject): Expectation;
  learn(model: string, input: JsonObject, ending: Ending): void;
}

/** What the models' documents say. */
export interface DurationDocuments {
  duration(model: string, input: JsonObject): Prior;
  traits(model: string, input: JsonObject): Traits;
}

/** How often this process writes what it has learned and reads what others have. */
const SHARED_EVERY_MS = 10_000;

interface DurationsParts {
  readonly clock: Clock;
  readonly keyValue: SharedKeyValueStore;
  readonly documents: DurationDocuments;
  readonly onError: (error: unknown) => void;
}

/** Opens with what the database knows of these models. */
export async function openDurations(parts: DurationsParts, models: readonly string[]): Promise<Durations> {
  const { documents, clock, onError } = parts;
  const shared = new SharedHistories(parts);
  await Promise.all(models.map(async (model) => await shared.read(model)));
  const closing = new AbortController();
  let writing: Promise<void> | null = null;
  const writeSoon = async (): Promise<void> => {
    await clock.sleep(SHARED_EVERY_MS, closing.signal);
    writing = null;
    await shared.write();
  };
  return {
    expect(model, input) {
      // In the background: slightly old figures are better than waiting.
      if (shared.isStale(model)) shared.read(model).catch(onError);
      return shared.historyOf(model).expect(documents.traits(model, input), documents.duration(model, input));
    },
    learn(model, input, ending) {
      shared.put(model, { ...ending, traits: documents.traits(model, input) });
      writing ??= writeSoon();
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await writing;
      await shared.write();
    },
  };
}

class SharedHistories {
  readonly #parts: DurationsParts;
  readonly #histories = new Map<string, History>();
  readonly #readAt = new Map<string, number>();
  readonly #unwritten = new Set<string>();

  constructor(parts: DurationsParts) {
    this.#parts = parts;
  }

  historyOf(model: string): History {
    const history = this.#histories.get(model) ?? new History();
    this.#histories.set(model, history);
    return history;
  }

  isStale(model: string): boolean {
    return this.#parts.clock.elapsed() - (this.#readAt.get(model) ?? -Infinity) > SHARED_EVERY_MS;
  }

  put(model: string, kept: KeptEnding): void {
    this.historyOf(model).put([kept]);
    this.#unwritten.add(model);
  }

  async read(model: string): Promise<void> {
    this.#readAt.set(model, this.#parts.clock.elapsed());
    this.historyOf(model).put((await this.#parts.keyValue.get<readonly KeptEnding[]>(keyOf(model))) ?? []);
  }

  /** Merges in one step, so that nothing another process writes at this moment is lost. */
  async unite(model: string): Promise<void> {
    const history = this.historyOf(model);
    this.#readAt.set(model, this.#parts.clock.elapsed());
    await this.#parts.keyValue.change<readonly KeptEnding[]>(keyOf(model), (known = []) => {
      history.put(known);
      return history.kept;
    });
  }

  async write(): Promise<void> {
    for (const model of this.#unwritten) {
      this.#unwritten.delete(model);
      try {
        await this.unite(model);
      } catch (error) {
        this.#unwritten.add(model);
        this.#parts.onError(error);
        return;
      }
    }
  }
}

const keyOf = (model: string): string => `durations:${model}`;
