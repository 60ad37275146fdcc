import type { BotError } from "./domain/errors.ts";

/** What an operator can mend before the bot can start, a line each; null for what is a bug. */
export function problemsOf({ code, detail }: BotError): readonly string[] | null {
  switch (code) {
    case "config.invalid":
      return [...(detail["problems"] as readonly string[]), "All variables are in .env.example."];
    case "catalog.broken":
      return (detail["faults"] as readonly string[]).map((fault) => {
        return typeof detail["file"] === "string" ? `schemas/${detail["file"]}: ${fault}` : fault;
      });
    case "store.newer":
      return ["The database was changed by a newer version that this one cannot work with. Start the newer version."];
    case "discord.unauthorized":
      return [
        "Discord does not accept DISCORD_TOKEN. Reset it: discord.com/developers/applications → Bot → Reset Token.",
      ];
    default:
      return null;
  }
}
