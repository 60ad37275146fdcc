// The contract's harness over the Discord simulator, with the real discord.js in between.

import { ComponentType } from "discord.js";
import type {
  APIComponentInContainer,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
} from "discord.js";
import { generationId } from "../../../src/domain/generation.ts";
import { createDiscord } from "../../../src/platforms/discord/discord.ts";
import type { Platform } from "../../../src/platforms/platform.ts";
import { startDiscord } from "../../../sim/discord/simulator.ts";
import type {
  DiscordSimulator,
  InteractionHandle,
  Limits,
  Message,
  Person as SimPerson,
  Fixtures,
} from "../../../sim/discord/simulator.ts";
import { someMetrics } from "../../a-metrics.ts";
import { ManualClock } from "../../manual-clock.ts";
import type { Harness, OpenForm, Person, Seen } from "../contract/harness.ts";
import { KeptLog } from "../contract/kept-log.ts";
import { MapKeyValue } from "../contract/map-key-value.ts";
import { ScriptedHandlers } from "../contract/scripted-handlers.ts";
import { openProcesses } from "../contract/processes.ts";

/** The token lives for 15 minutes. */
const AUTHORITY_MS = 16 * 60_000;

export interface DiscordHarness extends Harness {
  readonly sim: DiscordSimulator;
  readonly fixtures: Fixtures;
  readonly keyValue: MapKeyValue;
  /** The messages of the channel as the simulator holds them, deleted ones left out. */
  messages(): readonly Message[];
}

export async function openDiscord(limits: Partial<Limits> | false = false): Promise<DiscordHarness> {
  const clock = new ManualClock();
  const sim = await startDiscord({ clock, limits });
  const fixtures = sim.addFixtures();
  const [channel] = fixtures.channels;
  const [log, keyValue, handlers] = [new KeptLog(), new MapKeyValue(clock), new ScriptedHandlers()];
  const create = (): Platform =>
    createDiscord({
      token: sim.token,
      apiUrl: sim.apiUrl,
      guildId: null,
      shards: "auto",
      clock,
      keyValue,
      log,
      metrics: someMetrics(clock),
    });
  const processes = await openProcesses(create, handlers);
  const messages = (): readonly Message[] => sim.messages(channel.id).filter(({ deleted }) => !deleted);
  return {
    sim,
    fixtures,
    clock,
    log,
    keyValue,
    handlers,
    messages,
    guild: "server",
    authorityMs: AUTHORITY_MS,
    get platform() {
      return processes.platform();
    },
    person: asPerson(fixtures.members[0], { channel, handlers }),
    stranger: asPerson(fixtures.members[1], { channel, handlers }),
    secrets: () => [sim.token, ...sim.interactions.map(({ token }) => token)],
    seen: () => messages().map(asSeen),
    remove: (message) => sim.deleteMessage(message),
    takeFilesUpTo: (bytes) => void sim.changeGuild(fixtures.guild, { realUploadLimitBytes: bytes }),
    offered: (bytes) => sim.requests.flatMap(({ files }) => files).filter(({ size }) => size > bytes).length,
    // Twice, because an edit by the interaction's token is tried twice.
    hiccup: () => void sim.failNext({ method: "PATCH", route: /^\/webhooks/, status: 503, times: 2 }),
    loseAnswer: () => void sim.failNext({ method: "POST", route: /^\/channels/, drop: "after" }),
    restart: processes.restart,
    async [Symbol.asyncDispose]() {
      await processes[Symbol.asyncDispose]();
      await sim[Symbol.asyncDispose]();
    },
  };
}

interface Place {
  readonly channel: Fixtures["channels"][0];
  readonly handlers: ScriptedHandlers;
}

function asPerson(person: SimPerson, { channel, handlers }: Place): Person {
  /** Until Discord has the answer, and the bot what Discord said of it. */
  const through = async (handle: InteractionHandle): Promise<void> => {
    const answer = await handle.acknowledged;
    if (answer.type === 4 && !answer.message.ephemeral) await handlers.toldOf(runOf(handle));
  };
  return {
    userId: person.id,
    type: async (command, values = {}, { twice = false } = {}) =>
      await through(person.command(channel, command, values, { deliverTwice: twice })),
    press: async (message, label) => await through(person.press(message, label)),
    open: async (message, label) => {
      const answer = await person.press(message, label).acknowledged;
      if (answer.type !== 9) throw new Error(`no form but a response of type ${answer.type}`);
      const { modal } = answer;
      return {
        fields: fieldsOf(modal.data),
        submit: async (changes) => await through(person.submit(modal, changes)),
      } satisfies OpenForm;
    },
  };
}

/** A question's run has the ID of what was asked about, which its button carries. */
const runOf = ({ id, name }: InteractionHandle): string =>
  name.startsWith("run:") ? name.slice("run:".length) : generationId("discord", id);

type Any = APIMessageTopLevelComponent | APIComponentInContainer;

const walk = (components: readonly Any[]): readonly Any[] =>
  components.flatMap((one) => [one, ...("components" in one ? walk(one.components as Any[]) : [])]);

export const textOf = ({ components }: Pick<Message, "components">): string =>
  walk(components)
    .flatMap((one) => (one.type === ComponentType.TextDisplay ? [one.content] : []))
    .join("\n");

const asSeen = (message: Message): Seen => ({
  id: message.id,
  text: textOf(message),
  files: message.attachments
    .filter(({ shown }) => shown)
    .map(({ filename, bytes, description }) => ({ name: filename, bytes, alt: description })),
  buttons: walk(message.components).flatMap((one) =>
    "label" in one && typeof one.label === "string" ? [one.label] : [],
  ),
  onlyFor: message.visibleTo,
  pinged: message.revisions.some(
    ({ mentioned: { everyone, users, roles } }) => everyone || users.length + roles.length > 0,
  ),
  edits: message.revisions.length - 1,
});

function fieldsOf({ components }: APIModalInteractionResponseCallbackData): Record<string, string> {
  return Object.fromEntries(
    components.flatMap((label) => {
      if (label.type !== ComponentType.Label) return [];
      const { component } = label;
      if (component.type === ComponentType.TextInput) return [[label.label, component.value ?? ""]];
      if (component.type !== ComponentType.StringSelect) return [];
      const chosen = component.options.filter((option) => option.default === true);
      return [[label.label, chosen.map(({ value }) => value).join(", ")]];
    }),
  );
}
