// The contract's harness over the Slack simulator, with the real Bolt in between.

import { generationId } from "../../../src/domain/generation.ts";
import { createSlack } from "../../../src/platforms/slack/slack.ts";
import type { Platform } from "../../../src/platforms/platform.ts";
import { startSlack } from "../../../sim/slack/simulator.ts";
import type {
  InteractionHandle,
  Message,
  SlackOptions,
  SlackSimulator,
  Fixtures,
  View,
} from "../../../sim/slack/simulator.ts";
import { someMetrics } from "../../a-metrics.ts";
import { ManualClock } from "../../manual-clock.ts";
import type { Disk, Harness, OpenForm, Person, Seen, Values } from "../contract/harness.ts";
import { KeptLog } from "../contract/kept-log.ts";
import { MapKeyValue } from "../contract/map-key-value.ts";
import { ScriptedHandlers } from "../contract/scripted-handlers.ts";
import { seenIn } from "./seen.ts";
import { openProcesses } from "../contract/processes.ts";

/** A response URL lives for 30 minutes. */
const AUTHORITY_MS = 31 * 60_000;

export interface SlackHarness extends Harness {
  readonly sim: SlackSimulator;
  readonly fixtures: Fixtures;
  readonly keyValue: MapKeyValue;
  /** What the bot has said, oldest first; what was deleted is left out. */
  messages(): readonly Message[];
  /** The run that this interaction is. */
  runOf(handle: Pick<InteractionHandle, "triggerId" | "workspaceId">): string;
}

export async function openSlack(options: SlackOptions = {}): Promise<SlackHarness> {
  const clock = new ManualClock();
  const [log, keyValue, handlers] = [new KeptLog(), new MapKeyValue(clock), new ScriptedHandlers()];
  const commands = handlers.commands.map(({ name }) => `/${name}`);
  const sim = await startSlack({ clock, commands, limits: false, fileReadyMs: 0, ...options });
  const fixtures = sim.addFixtures();
  const token = fixtures.workspace.installation?.botToken ?? "";
  const create = (): Platform =>
    createSlack({
      appToken: sim.appToken,
      botToken: token,
      apiUrl: sim.apiUrl,
      prefix: "",
      clock,
      keyValue,
      log,
      metrics: someMetrics(clock),
    });
  const processes = await openProcesses(create, handlers);
  const messages = (): readonly Message[] =>
    sim.messages().filter(({ deleted, author, origin }) => !deleted && author.bot && origin !== "typed");
  const runOf: SlackHarness["runOf"] = ({ triggerId = "", workspaceId }) =>
    generationId("slack", `${sim.appId}:${workspaceId}:${triggerId}`);
  const base = { sim, fixtures, handlers, messages, runOf };
  return {
    ...base,
    clock,
    log,
    keyValue,
    guild: "workspace",
    authorityMs: AUTHORITY_MS,
    get platform() {
      return processes.platform();
    },
    person: asPerson(fixtures.members[0], base),
    stranger: asPerson(fixtures.members[1], base),
    secrets: () => [token, sim.appToken, ...sim.interactions.flatMap(({ responseUrl }) => responseUrl ?? [])],
    seen: () => seenIn(sim),
    remove: (message) => sim.deleteMessage(messageOf(base, message)),
    takeFilesUpTo: (bytes) => void sim.changeWorkspace(fixtures.workspace, { maxFileBytes: bytes }),
    offered: (bytes) =>
      sim.requests.filter(
        ({ method, args }) => method === "files.getUploadURLExternal" && Number(args["length"]) > bytes,
      ).length,
    hiccup: () => void sim.failNext({ method: /^(chat|files)\./, status: 503, times: HICCUP_REQUESTS }),
    loseAnswer: () => void sim.failNext({ method: "files.completeUploadExternal", drop: "after" }),
    restart: processes.restart,
    async [Symbol.asyncDispose]() {
      await processes[Symbol.asyncDispose]();
      await sim[Symbol.asyncDispose]();
    },
  };
}

/** A request whose repeat changes nothing is sent once more at once. */
const HICCUP_REQUESTS = 2;

type Base = Pick<SlackHarness, "sim" | "fixtures" | "handlers" | "messages" | "runOf">;

function messageOf({ messages }: Base, { id }: Seen): Message {
  const message = messages().find(({ ts }) => ts === id);
  if (message === undefined) throw new Error(`there is no message ${id}`);
  return message;
}

function asPerson(member: Fixtures["admin"], base: Base): Person {
  const { sim, fixtures, runOf } = base;
  const [channel] = fixtures.channels;
  return {
    userId: member.id,
    async type(command, values = {}, { twice = false } = {}) {
      const text = typedText(values);
      if (Object.values(values).some(isDisk)) {
        const handle = member.command(channel, `/${command}`, `${text} --form`);
        return await submitIn(base, member, { view: await opened(sim, member, handle), values: filesOf(values) });
      }
      await through(base, () => member.command(channel, `/${command}`, text, { deliverTwice: twice }), runOf);
    },
    press: async (message, label) =>
      await through(
        base,
        () => member.press(messageOf(base, message), label),
        label.startsWith("Run for") ? askedRun : runOf,
      ),
    async open(message, label) {
      const view = await opened(sim, member, member.press(messageOf(base, message), label));
      const submit: OpenForm["submit"] = async (changes) => {
        const values = Object.entries(changes).map(([name, value]): [string, string | readonly Disk[]] => {
          return [name === "files" ? "image" : name, value];
        });
        await submitIn(base, member, { view, values: Object.fromEntries(values) });
      };
      return { fields: fieldsOf(view), submit };
    },
  };
}

async function submitIn(base: Base, member: Fixtures["admin"], { view, values }: Sending): Promise<void> {
  const run: RunOf = ({ workspaceId }) => generationId("slack", `${base.sim.appId}:${workspaceId}:${view.id}`);
  await through(base, () => member.submit(view, values), run);
}

interface Sending {
  readonly view: View;
  readonly values: Readonly<Record<string, string | readonly Disk[]>>;
}

/**
 * Does something and waits until Slack has it, and until the bot knows where the card stands, or something was told or
 * changed without one.
 */
async function through({ sim, handlers }: Base, act: () => InteractionHandle, runOf: RunOf): Promise<void> {
  const before = sim.requests.length;
  const handle = act();
  const { type } = await handle.acknowledged;
  if (type !== "empty") return;
  const ephemeral = sim.waitFor(({ requests }) =>
    requests.slice(before).some(({ method, args, answeredAt }) => {
      const isEphemeral = method === "response_url" || method === "chat.postEphemeral";
      return isEphemeral && args["delete_original"] !== true && answeredAt !== undefined;
    }),
  );
  await Promise.race([handlers.toldOf(runOf(handle)), ephemeral.catch(() => null)]);
}

type RunOf = (handle: InteractionHandle) => string;

/** A question's run has the ID of what was asked about, which its button carries. */
function askedRun({ payload }: InteractionHandle): string {
  const [{ value = "" } = {}] = payload["actions"] as readonly { readonly value?: string }[];
  return value.slice("run:".length);
}

async function opened(sim: SlackSimulator, member: Fixtures["admin"], handle: InteractionHandle): Promise<View> {
  await handle.acknowledged;
  return await sim.waitFor(() => sim.views(member).at(-1));
}

const isDisk = (value: Values[string]): value is Disk => typeof value === "object";

const filesOf = (values: Values): Record<string, readonly Disk[]> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (isDisk(value) ? [[name, [value]]] : [])));

/** `a red fox --size 16:9`, as people type it. */
function typedText({ prompt, ...options }: Values): string {
  const flags = Object.entries(options).flatMap(([name, value]) =>
    isDisk(value) ? [] : [`--${name} ${String(value)}`],
  );
  return [...(typeof prompt === "string" ? [prompt] : []), ...flags].join(" ");
}

function fieldsOf({ blocks, values }: View): Record<string, string> {
  return Object.fromEntries(
    blocks.flatMap((block) => {
      const [state] = Object.values(values[String(block["block_id"])] ?? {});
      if (state === undefined) return [];
      const { text } = block["label"] as { readonly text: string };
      const { value, selected_option: chosen } = state as {
        readonly value?: string | null;
        readonly selected_option?: { readonly value: string } | null;
      };
      return [[text, value ?? chosen?.value ?? ""]];
    }),
  );
}
