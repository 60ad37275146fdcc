import type { APIUser } from "discord-api-types/v10";

export function viewUser(user: { readonly id: string; readonly name: string; readonly bot?: boolean }): APIUser {
  return {
    id: user.id,
    username: user.name.toLowerCase(),
    discriminator: "0",
    global_name: user.name,
    avatar: null,
    bot: user.bot ?? false,
  };
}
