import { RetryableError } from "../../domain/errors/errors.ts";

/** The error for an answer that cannot be the API's. `where`: the field that could not be read; never its content. */
export const garbled = (where: string): RetryableError =>
  new RetryableError("generator.garbled", { detail: { where } });
