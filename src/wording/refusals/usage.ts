// Why /usage showed nothing.

import { code, listed, say } from "../text.ts";
import { clip } from "../../domain/text/clip.ts";
import type { Details, UserCode } from "../../domain/errors/details.ts";
import { told } from "./refusal.ts";
import type { Refusals } from "./refusal.ts";
import { ADMINS, GUILD } from "../platform-terms.ts";

/** Enough to recognise what was typed. */
const GOT_CHARS = 40;

export const USAGE_REFUSALS: Refusals<Extract<keyof Details, `usage.${string}`> & UserCode> = {
  "usage.not_yours": () =>
    told(
      "Only your own",
      say`What others spend is seen by ${ADMINS}, and by members whom these have named to set budgets. Leave ${code("member")} out to see what you spent.`,
    ),
  "usage.nobody": ({ got }) =>
    told("This member is not here", say`Nobody in this ${GUILD} is called ${code(clip(got, GOT_CHARS))}.`),
  "usage.choice": ({ option, allowed }) =>
    told("Not one of the choices", say`${code(option)} is ${listed(allowed.map(code), "or")}.`),
  "usage.date": ({ option, got }) =>
    told(
      "Not a date",
      say`${code(clip(got, GOT_CHARS))} is none: ${code(option)} is written as year, month and day, such as ${code("2026-11-21")}.`,
    ),
  "usage.two_times": () =>
    told(
      "Two times at once",
      say`Choose a ${code("window")}, or say ${code("from")} and ${code("to")} which day, not both.`,
    ),
  "usage.crossed": () => told("The days are crossed", say`${code("from")} must not be after ${code("to")}.`),
};
