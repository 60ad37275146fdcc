import { fork } from "node:child_process";
import { startDiscord } from "../../sim/discord/simulator.ts";
import type { Channel, DiscordSimulator, InteractionHandle, Person } from "../../sim/discord/simulator.ts";
import { startMindVideo } from "../../sim/mindvideo/simulator.ts";
import type { MindVideoOptions } from "../../sim/mindvideo/simulator.ts";
import { botEnvironment } from "../../sim/bot/environment.ts";
import { openFolder } from "./folder.ts";
import { listenTo } from "./listen.ts";
import type { Usage, UsageOrder } from "./tell-usage.ts";

/** Simulators of Discord and MindVideo in this process, and a bot in one of its own that is connected to them. */
export interface Simulators extends AsyncDisposable {
  readonly discord: DiscordSimulator;
  /** Somebody in each guild in turn asks for a picture. */
  ask(): InteractionHandle;
  /** Of a bot that tells it. */
  usage(order: UsageOrder): Promise<Usage>;
}

interface Given {
  readonly script: URL;
  readonly guilds: number;
  readonly mindvideo: MindVideoOptions;
  readonly env?: Readonly<Record<string, string>>;
}

interface Seat {
  readonly person: Person;
  readonly channel: Channel;
}

export async function openSimulators({ script, guilds, mindvideo: options, env = {} }: Given): Promise<Simulators> {
  await using closing = new AsyncDisposableStack();
  const discord = closing.use(await startDiscord());
  const mindvideo = closing.use(await startMindVideo({ media: "tiny", ...options }));
  const seats: readonly Seat[] = Array.from({ length: guilds }, (_, index) => {
    const fixtures = discord.addFixtures({ name: `Guild ${index + 1}` });
    return { person: fixtures.members[0], channel: fixtures.channels[0] };
  });
  const access = botEnvironment({ discord, mindvideo, dataDir: openFolder().file("data") });
  const child = fork(script, [], {
    execArgv: ["--expose-gc"],
    env: { ...access, DEFAULT_GUILD_BUDGET: "1000", LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  closing.defer(() => void child.kill("SIGKILL"));
  const next = listenTo<Usage>(child);
  await discord.waitFor(
    () => discord.gateway.sessions.some(({ connected }) => connected) && discord.commands().length > 0,
  );
  let asked = 0;
  const opened = closing.move();
  return {
    discord,
    ask() {
      const seat = seats[asked % seats.length];
      asked += 1;
      if (seat === undefined) throw new Error("there is no guild");
      return seat.person.command(seat.channel, "image", { prompt: `a red fox in snow, take ${asked}` });
    },
    async usage(order) {
      child.send(order);
      return await next();
    },
    [Symbol.asyncDispose]: async () => await opened.disposeAsync(),
  };
}
