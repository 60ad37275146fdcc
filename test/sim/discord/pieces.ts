// Payloads as short as Discord takes them, with what a test cares about in place of the rest.
import { once } from "node:events";
import { Client } from "discord.js";
import type { Answer, File, Harness } from "./harness.ts";

export const many = (count: number, make: (index: number) => object): object[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const button = (change: object = {}): object => ({ type: 2, style: 1, custom_id: "b", label: "B", ...change });
export const row = (...components: object[]): object => ({ type: 1, components });
export const file: File = { name: "a.png", bytes: new Uint8Array(4) };

/** The answer to `/draw`. */
export async function send(harness: Harness, data: object, files?: Readonly<Record<string, File>>): Promise<Answer> {
  return await harness.callback(harness.draw(), { type: 4, data }, files && { files });
}

export const options = (count: number): object[] => many(count, (n) => ({ label: `L${n}`, value: `v${n}` }));
export const label = (component: object, change: object = {}): object => ({
  type: 18,
  label: "Label",
  component,
  ...change,
});
export const input = (change: object = {}): object => ({ type: 4, custom_id: "text", style: 1, ...change });
export const form = (...components: object[]): object => ({ custom_id: "form", title: "Form", components });

/** Where an application's commands are published: everywhere, and in the harness's guild. */
export const commandPaths = ({ sim, fixtures }: Harness): readonly [everywhere: string, inGuild: string] => [
  `/applications/${sim.applicationId}/commands`,
  `/applications/${sim.applicationId}/guilds/${fixtures.guild.id}/commands`,
];

/** discord.js, connected to the harness's simulator after these were published. */
export async function connectClient(harness: Harness, commands: readonly object[]): Promise<Client> {
  await harness.call("PUT", commandPaths(harness)[0], { body: commands });
  const client = new Client({ intents: [], rest: { api: harness.sim.apiUrl } });
  const ready = once(client, "clientReady");
  await client.login(harness.sim.token);
  await ready;
  return client;
}
