// Were this wrong, a manifest that Slack refuses would be printed for an operator to paste.
import { expect, test } from "vitest";
import { startSlack, type Manifest } from "../../../sim/slack/simulator.ts";

const good: Manifest = {
  display_information: { name: "Atelier" },
  features: {
    bot_user: { display_name: "Atelier" },
    slash_commands: [{ command: "/draw", description: "Draws", usage_hint: "[prompt]", should_escape: false }],
  },
  oauth_config: { scopes: { bot: ["commands", "chat:write"] }, redirect_urls: ["https://e.org/slack/oauth_redirect"] },
  settings: {
    interactivity: { is_enabled: true },
    event_subscriptions: { bot_events: ["app_uninstalled"] },
    socket_mode_enabled: true,
  },
};
const withCommand = (change: object): Manifest => ({
  ...good,
  features: { slash_commands: [{ command: "/draw", description: "Draws", ...change }] },
});

test("a manifest says what people can type, what is granted, and what is told", async () => {
  await using sim = await startSlack({ manifest: good });
  const { workspace, members, channels } = sim.addFixtures();
  expect(workspace.installation?.scopes).toEqual(["commands", "chat:write"]);
  expect(members[0].command(channels[0], "/draw")).toMatchObject({ name: "/draw" });
  expect(() => members[0].command(channels[0], "/help")).toThrow("is not a command");
  sim.uninstall(workspace);
  expect(sim.interactions.flatMap(({ kind, name }) => (kind === "event" ? [name] : []))).toEqual(["app_uninstalled"]);
});

test.each<[string, Manifest, RegExp]>([
  ["a long name", { ...good, display_information: { name: "x".repeat(36) } }, /1 to 35/u],
  ["a command without a slash", withCommand({ command: "draw" }), /a command is/u],
  ["a command in capitals", withCommand({ command: "/Draw" }), /lower case/u],
  ["a long command", withCommand({ command: `/${"x".repeat(32)}` }), /up to 31/u],
  ["a command without a description", withCommand({ description: "" }), /description has 1/u],
  ["a long hint", withCommand({ usage_hint: "x".repeat(1_001) }), /usage_hint/u],
  [
    "a misspelt scope",
    { ...good, oauth_config: { scopes: { bot: ["commands", "chat:rite"] } } },
    /"chat:rite" is no bot scope/u,
  ],
  [
    "commands without their scope",
    { ...good, oauth_config: { scopes: { bot: ["chat:write"] } } },
    /need the scope "commands"/u,
  ],
  [
    "a redirect to nowhere",
    { ...good, oauth_config: { scopes: { bot: ["commands"] }, redirect_urls: ["nowhere"] } },
    /no redirect URL/u,
  ],
  [
    "no request URLs without Socket Mode",
    { ...good, settings: { ...good.settings, socket_mode_enabled: false } },
    /url is missing[^]*interactivity.request_url[^]*event_subscriptions.request_url/u,
  ],
])("Slack refuses %s", async (_name, manifest, problem) => {
  await expect(startSlack({ manifest })).rejects.toThrow(problem);
  await using sim = await startSlack();
  expect(() => sim.setManifest(manifest)).toThrow(problem);
});
