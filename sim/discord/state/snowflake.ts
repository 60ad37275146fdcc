/** First millisecond of 2015: https://docs.discord.com/developers/reference#snowflakes */
const EPOCH_MS = 1_420_070_400_000;
/** Below it an id would have fewer than the 17 digits that discord.js takes for one. */
const EARLIEST_MS = EPOCH_MS + 28 * 86_400_000;

/** Makes an id of now, or of some milliseconds before now. */
export type NewId = (earlierMs?: number) => string;

/** Ids made from the clock, unique although the clock may stand still. */
export function snowflakes(now: () => number): NewId {
  if (now() < EARLIEST_MS) throw new RangeError("the clock of the Discord simulator must stand after February 2015");
  let count = 0;
  return (earlierMs = 0) => {
    count += 1;
    return String((BigInt(Math.floor(now()) - earlierMs - EPOCH_MS) << 22n) | BigInt(count % 2 ** 22));
  };
}
