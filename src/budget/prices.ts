import type { JsonObject } from "../domain/json.ts";
import type { SharedKeyValueStore } from "../domain/key-value.ts";
import type { Log } from "../domain/log.ts";
import { micros } from "../domain/money/money.ts";
import type { Micros } from "../domain/money/money.ts";

/** An amount that the API named: before the run, or after it. */
interface NamedAmount {
  readonly kind: "estimate" | "charge";
  readonly amount: Micros;
}

/** What requests can cost: learned from the API, or else guessed from the model's document. */
export interface Prices {
  /** The most this request can cost: the highest amount named lately for these options, or else the document's guess. */
  most(model: string, input: JsonObject): Promise<Micros>;
  /** The highest charge of late for these options; null: none is known. */
  highestCharge(model: string, input: JsonObject): Promise<Micros | null>;
  /** Records an amount that the API named for this request. */
  learn(model: string, input: JsonObject, named: NamedAmount): Promise<void>;
}

/** The prices in the models' documents. */
interface PriceList {
  highestPrice(model: string, input: JsonObject): Micros;
  /** Equal for two requests exactly when their price depends on the same values. */
  priceKey(model: string, input: JsonObject): string;
}

interface PriceParts {
  readonly list: PriceList;
  readonly keyValue: SharedKeyValueStore;
  readonly clock: { readonly now: () => number };
  readonly log: Pick<Log, "error">;
}

const WEEK_MS = 7 * 24 * 60 * 60_000;
/** A price that fell counts once the weeks before it are over. */
const WEEKS = 4;
/** A price above so many times the document's is a slip of the API, or a document to be corrected: somebody has to look. */
const MOST_TIMES = 10;

/** The highest amount of each kind by week, counted since the epoch. */
type PriceHistory = Readonly<Record<NamedAmount["kind"], Readonly<Record<string, Micros>>>>;

const NOTHING: PriceHistory = { estimate: {}, charge: {} };

export const PRICE_PREFIX = "price:";

/**
 * The highest amount that the API has named in the last weeks for the same price-relevant options replaces the guess,
 * downwards and upwards. The highest, because what a reference clip adds, or how many pictures come back, is not in the
 * options.
 */
export function createPrices({ list, keyValue, clock, log }: PriceParts): Prices {
  const keyOf = (model: string, input: JsonObject): string => `${PRICE_PREFIX}${model}:${list.priceKey(model, input)}`;
  const weekNow = (): number => Math.floor(clock.now() / WEEK_MS);
  const read = async (key: string): Promise<PriceHistory> =>
    historyOf(await keyValue.get<PriceHistory | Micros>(key), weekNow());
  return {
    async most(model, input) {
      const { estimate, charge } = await read(keyOf(model, input));
      return highest([...recent(estimate, weekNow()), ...recent(charge, weekNow())]) ?? list.highestPrice(model, input);
    },
    highestCharge: async (model, input) => highest(recent((await read(keyOf(model, input))).charge, weekNow())),
    async learn(model, input, { kind, amount }) {
      if (amount <= 0) return;
      const guess = list.highestPrice(model, input);
      if (amount > MOST_TIMES * guess) {
        log.error({ model, kind, amount, guess }, "an amount far above the model's price is not learned: look at both");
        return;
      }
      const key = keyOf(model, input);
      const week = weekNow();
      if (amount <= ((await read(key))[kind][week] ?? 0)) return;
      await keyValue.change<PriceHistory | Micros>(key, (meanwhile) => {
        const history = historyOf(meanwhile, week);
        const kept = Object.entries(history[kind]).filter(([of]) => isRecent(of, week));
        const mostSoFar = history[kind][week] ?? micros(0);
        return { ...history, [kind]: { ...Object.fromEntries(kept), [week]: micros(Math.max(amount, mostSoFar)) } };
      });
    },
  };
}

/** Earlier versions knew one amount for good: it counts as charged in the week in which it is read. */
function historyOf(stored: PriceHistory | Micros | undefined, week: number): PriceHistory {
  if (stored === undefined) return NOTHING;
  return typeof stored === "number" ? { ...NOTHING, charge: { [week]: stored } } : stored;
}

const isRecent = (week: string, now: number): boolean => Number(week) > now - WEEKS;

const recent = (byWeek: Readonly<Record<string, Micros>>, now: number): readonly Micros[] =>
  Object.entries(byWeek).flatMap(([week, amount]) => (isRecent(week, now) ? [amount] : []));

const highest = (amounts: readonly Micros[]): Micros | null =>
  amounts.length === 0 ? null : micros(Math.max(...amounts));
