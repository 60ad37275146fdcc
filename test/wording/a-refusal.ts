import type { UserCode } from "../../src/domain/errors/details.ts";
import { UserError } from "../../src/domain/errors/errors.ts";

/** For tables of codes and details, whose rows the compiler cannot tell apart; also of a code that no version has. */
export const aRefusal = (code: string, detail: object = {}): UserError =>
  Reflect.construct(UserError, [code satisfies string as UserCode, { detail }]) as UserError;
