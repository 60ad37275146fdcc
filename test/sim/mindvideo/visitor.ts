import { type MindVideoOptions, type MindVideoSimulator, startMindVideo } from "../../../sim/mindvideo/simulator.ts";

/** The request of each model's page. */
export const SAMPLES = {
  "wan2-7-image": {
    prompt: "A sunlit flower shop with delicate windows, a wooden door, and fresh flowers on display.",
    size: "1:1",
    resolution: "2K",
    n: 1,
  },
  "qwen-image-2-0-pro": {
    prompt: "赛博朋克风格的未来城市夜景,霓虹灯闪烁,画面细节丰富,真实质感",
    size: "16:9",
    resolution: "2K",
    n: 1,
  },
  "gemini-2-5-flash-image-preview-official": {
    prompt: "云海之上的漂浮瀑布群,晨雾和金色光线,电影感风景画面",
    size: "16:9",
    resolution: "1K",
    n: 1,
  },
  "wan2-6-i2v-flash": {
    prompt: "Let the person in the image turn and smile while the camera slowly pushes in.",
    resolution: "1080p",
    duration: 5,
    image_urls: ["https://example.com/portrait.jpg"],
    audio: true,
  },
  "wan2-7-r2v": {
    prompt: "图1中的人物走在城市街道上,镜头平稳跟拍,电影感光影。",
    size: "16:9",
    resolution: "1080P",
    duration: 5,
    image_with_roles: [{ url: "https://example.com/character.jpg", role: "reference_image" }],
  },
} as const;

export class TestClock {
  time = Date.UTC(2026, 10, 20);

  now(): number {
    return this.time;
  }

  pass(ms: number): void {
    this.time += ms;
  }
}

/** A simulator that nothing hurries: time stands still and media are small. */
export async function startQuiet(options: MindVideoOptions = {}): Promise<Visitor> {
  const clock = new TestClock();
  const simulator = await startMindVideo({ clock, media: "tiny", ...options });
  return new Visitor(simulator, clock);
}

/** Anybody with a key and a copy of the pages. */
export class Visitor implements AsyncDisposable {
  readonly simulator: MindVideoSimulator;
  readonly clock: TestClock;

  constructor(simulator: MindVideoSimulator, clock: TestClock) {
    this.simulator = simulator;
    this.clock = clock;
  }

  async post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return await fetch(`${this.simulator.apiUrl}/api/v1/tasks`, {
      method: "POST",
      headers: { ...this.authorization, "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return await fetch(`${this.simulator.apiUrl}${path}`, { headers: { ...this.authorization, ...headers } });
  }

  /** Posts a request that must be accepted, and says which task it made. */
  async create(model: keyof typeof SAMPLES, input: object = SAMPLES[model], key?: string): Promise<string> {
    const answer = await this.post({ model, input }, key === undefined ? {} : { "idempotency-key": key });
    const { task_id: id } = (await answer.json()) as { task_id: string };
    return id;
  }

  async show(id: string): Promise<Record<string, unknown>> {
    return (await (await this.get(`/api/v1/tasks/${id}`)).json()) as Record<string, unknown>;
  }

  /** Waits as a person would: the task is seen to run, then seen to have ended. */
  async finish(id: string): Promise<Record<string, unknown>> {
    for (const _ of ["queued", "processing"]) {
      this.clock.pass(60_000);
      await this.simulator.tick();
    }
    return await this.show(id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.simulator[Symbol.asyncDispose]();
  }

  private get authorization(): Record<string, string> {
    return { authorization: `Bearer ${this.simulator.apiKey}` };
  }
}
