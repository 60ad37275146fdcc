import { pino } from "pino";
import type { Logger } from "pino";

/** Fields with these names are blanked, at any depth that our lines have. The API's reasons quote prompts. */
const SECRET_NAMES = ["token", "authorization", "Authorization", "apiKey", "prompt", "input", "values", "reason"];

export const createLog = (level: string): Logger =>
  pino({
    level,
    redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[hidden]" },
  });
