// The words that depend on where they are read.

import { command, say, strong, varied } from "./text.ts";

export const GUILD = varied({ discord: ["server"], slack: ["workspace"] });
export const GUILDS = varied({ discord: ["servers"], slack: ["workspaces"] });
export const IN_GUILD = varied({ discord: ["on this server"], slack: ["in this workspace"] });
export const IN_GUILDS = varied({ discord: ["on servers"], slack: ["in workspaces"] });

/** Who may set budgets, at the end of a phrase. */
export const ADMINS = varied({
  discord: say`members with the permission ${strong("Manage Server")}`,
  slack: ["admins and owners of the workspace"],
});

/** Whom a budget can be for by name. */
export const NAMEABLE = varied({ discord: ["a member, a role or a channel"], slack: ["a member or a channel"] });

/** What lets the bot post in a channel, after "Make sure ". */
export const CAN_POST = varied({
  discord: say`the bot has the permissions ${strong("View Channel")} and ${strong("Send Messages")} there`,
  slack: say`the bot is in that channel: type ${strong("/invite")} there`,
});

/** How to say which budget, where one platform has a menu of them. */
export const CHOOSE_CAP = varied({
  discord: ["Choose one from the list"],
  slack: say`Name its period and whose it is, such as ${command("budget clear month")} or ${command("budget clear day @member")}`,
});
