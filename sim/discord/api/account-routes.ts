import { viewUser } from "../state/user-view.ts";
import { REFUSED, Refusal } from "../rules/refusal.ts";
import type { Rest } from "./rest.ts";
import type { Discord } from "../state/state.ts";

export function serveAccount(rest: Rest, discord: Discord): void {
  rest.get("/users/@me", (c) => c.json({ ...viewUser(discord.bot), verified: true, email: null, flags: 0 }));
  rest.get("/applications/@me", (c) => c.json(application(discord)));
  rest.get("/oauth2/applications/@me", (c) => c.json(application(discord)));
  rest.get("/gateway", (c) => c.json({ url: discord.gateway.url }));
  rest.get("/gateway/bot", (c) => c.json(discord.gateway.recommendation()));
  rest.get("/guilds/:guild", (c) => {
    const guild = discord.places.guilds.get(c.req.param("guild"));
    if (!guild?.botIsMember) throw new Refusal(REFUSED.missingAccess);
    return c.json({ id: guild.id, name: guild.name, owner_id: guild.ownerId, preferred_locale: guild.locale });
  });
}

function application({ applicationId, bot }: Discord): object {
  return {
    id: applicationId,
    name: bot.name,
    description: "",
    icon: null,
    bot_public: true,
    bot_require_code_grant: false,
    flags: 0,
    bot: viewUser(bot),
  };
}
