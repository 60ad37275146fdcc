// Why a list of runs is not shown, a result not brought, or a press not counted.

import { command, say } from "../text.ts";
import type { UserCode } from "../../domain/errors/details.ts";
import { told } from "./refusal.ts";
import type { Refusals } from "./refusal.ts";

export const RUNS_REFUSALS: Refusals<Extract<UserCode, `jobs.${string}` | `result.${string}` | `run.${string}`>> = {
  "run.pressed_twice": () =>
    told("You pressed this a moment ago", say`It counts once. For one more run, press again in a few seconds.`),
  "jobs.not_yours": () =>
    told(
      "You can only see your own runs",
      say`Only budget managers can see other people's runs. Yours are in ${command("jobs")}.`,
    ),
  "jobs.two_of": () => told("One member, or everyone", say`Choose one of the two.`),
  "result.coming": () => told("Not finished yet", say`Still being delivered.`),
  "result.none": () => told("There is no result", say`This run made nothing. ${command("jobs")} says why.`),
  "result.unknown": () =>
    told(
      "MindVideo still does not know this run",
      say`What was set aside for it stays so until the bot's owner has looked it up. You can ask again later.`,
    ),
  "result.expired": () =>
    told(
      "No longer kept",
      say`MindVideo keeps results for about a day. This one is only where it was delivered. Run again on its card makes another.`,
    ),
};
