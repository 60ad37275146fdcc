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
      "You can only see your own spending",
      say`Only ${ADMINS} and budget managers can see what others spend. Leave out ${code("member")} to see your own.`,
    ),
  "usage.nobody": ({ got }) =>
    told("No such member", say`Nobody in this ${GUILD} is called ${code(clip(got, GOT_CHARS))}.`),
  "usage.choice": ({ option, allowed }) =>
    told("Not one of the choices", say`${code(option)} is ${listed(allowed.map(code), "or")}.`),
  "usage.date": ({ option, got }) =>
    told(
      "I can't read this date",
      say`${code(clip(got, GOT_CHARS))} isn't a date I can read. Write ${code(option)} as year, month and day: ${code("2026-11-21")}.`,
    ),
  "usage.two_times": () =>
    told("Choose one time range", say`Choose a ${code("window")}, or ${code("from")} and ${code("to")}, not both.`),
  "usage.crossed": () =>
    told("The dates are the wrong way round", say`${code("from")} must not be after ${code("to")}.`),
};
