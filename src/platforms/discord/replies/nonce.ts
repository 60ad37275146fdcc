/** Discord takes 25 characters; an ID has up to 20. */
const ID_CHARS = 20;

/** The same for the same message of the same run, whoever posts it: then Discord makes it once, for some minutes (P4). */
export const nonceOf = (generationId: string, part: string): string =>
  `${generationId.replace(/^.*:/, "").slice(-ID_CHARS)}.${part}`;
