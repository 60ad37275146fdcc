// The thread where pictures are painted and clips are encoded, so that the server never waits for either.
import { parentPort } from "node:worker_threads";
import { type Brief, promptOf } from "../art/brief.ts";
import { paintFilm, paintPicture, study } from "../art/painter.ts";
import { encodeFilm } from "./film.ts";
import { encodePng } from "./png.ts";
import { soundtrack } from "./soundtrack.ts";
import type { Painted } from "../tasks/task-record.ts";

export type Job =
  | { readonly kind: "pictures"; readonly brief: Brief; readonly count: number }
  | { readonly kind: "clip"; readonly brief: Brief; readonly seconds: number };

export interface JobMessage {
  readonly id: number;
  readonly job: Job;
}

export type ResultMessage =
  | { readonly id: number; readonly painted: readonly Painted[] }
  | { readonly id: number; readonly problem: string };

parentPort?.on("message", (message: JobMessage) => {
  void perform(message).then((result) => parentPort?.postMessage(result, []));
});

async function perform({ id, job }: JobMessage): Promise<ResultMessage> {
  try {
    return { id, painted: job.kind === "pictures" ? await pictures(job.brief, job.count) : [await clip(job)] };
  } catch (error) {
    return { id, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function pictures(brief: Brief, count: number): Promise<Painted[]> {
  const studies = await study(brief);
  return Array.from({ length: count }, (_, index) => {
    const canvas = paintPicture(studies, { index, count });
    const { width, height } = canvas;
    const about = { Description: promptOf(brief), Software: brief.model, Seed: String(brief.seed) };
    return { bytes: encodePng({ width, height, rgba: canvas.data() }, about), contentType: "image/png", width, height };
  });
}

async function clip({ brief, seconds }: Extract<Job, { kind: "clip" }>): Promise<Painted> {
  const film = paintFilm(await study(brief));
  const silent = brief.input["audio"] === false;
  const sound = silent ? undefined : soundtrack(brief.seed, seconds);
  return { bytes: await encodeFilm({ film, seconds, sound }), contentType: "video/mp4", ...film.size };
}
