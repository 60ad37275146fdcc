import { webApi } from "@slack/bolt";
import type { Place } from "./installations.ts";
import type { Transport } from "../api/transport.ts";

interface Identity {
  /** Where the token is good. */
  readonly place: Place;
  /** The bot's name there. */
  readonly name: string;
  readonly scopes: readonly string[];
}

const TIMEOUT_MS = 10_000;

/** Whose a bot token is: https://docs.slack.dev/reference/methods/auth.test. @throws what the SDK throws */
export async function identify(transport: Transport, token: string): Promise<Identity> {
  const client = new webApi.WebClient(token, transport.clientOptions(TIMEOUT_MS));
  const told = await client.auth.test();
  const isEnterpriseInstall = told.is_enterprise_install ?? false;
  // The team of an organisation's token is the organisation.
  const enterpriseId = told.enterprise_id ?? (isEnterpriseInstall ? told.team_id : undefined);
  return {
    place: { teamId: isEnterpriseInstall ? undefined : told.team_id, enterpriseId, isEnterpriseInstall },
    name: told.user ?? "",
    scopes: told.response_metadata?.scopes ?? [],
  };
}
