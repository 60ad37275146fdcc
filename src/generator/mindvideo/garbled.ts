import { RetryableError } from "../../domain/errors/errors.ts";

/** An answer that is not the API's: `where` says what could not be read, never what stood there. */
export const garbled = (where: string): RetryableError =>
  new RetryableError("generator.garbled", { detail: { where } });
