/** Not documented; the upstream's own answers say 24 h: https://docs.apimart.ai/en/api-reference/tasks/status */
const ASSUMED_MS = 24 * 60 * 60_000;

/** Prefixes of a signature's start and lifetime: S3 and R2, Google Cloud Storage, Alibaba OSS. */
const SIGNATURES = ["x-amz", "x-goog", "x-oss"] as const;

/** When a result's link stops working, in milliseconds since the epoch: what its signature says, or a day. */
export function linkExpiresAt(url: string, endedAt: number): number {
  const query = new Map([...(URL.parse(url)?.searchParams ?? [])].map(([key, value]) => [key.toLowerCase(), value]));
  for (const signature of SIGNATURES) {
    const from = readBasicDate(query.get(`${signature}-date`));
    const seconds = readNumber(query.get(`${signature}-expires`), 10);
    if (seconds !== null) return (from ?? endedAt) + seconds * 1000;
  }
  // Seconds since the epoch: decimal from CloudFront and older OSS, hexadecimal from Discord.
  const until = readNumber(query.get("expires"), 10) ?? readNumber(query.get("ex"), 16);
  return until !== null && until * 1000 > endedAt ? until * 1000 : endedAt + ASSUMED_MS;
}

function readNumber(text: string | undefined, radix: 10 | 16): number | null {
  if (text === undefined || !(radix === 10 ? /^\d{1,12}$/ : /^[\da-f]{1,10}$/i).test(text)) return null;
  return Number.parseInt(text, radix);
}

/** `20261120T093000Z` */
function readBasicDate(text: string | undefined): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? "");
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? null : at;
}
