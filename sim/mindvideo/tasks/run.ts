// What the model does with a request once it runs: read the references, refuse what it cannot do, make the media.
import type { Behaviour } from "../api/behaviour.ts";
import { clipSeconds } from "../rules/clip-length.ts";
import { outcomeOf } from "./outcome.ts";
import { imagesAsked, priceOf } from "../rules/prices.ts";
import { readReferences } from "../rules/references.ts";
import type { SimTaskError, TaskStatus } from "./task.ts";
import type { Painted, TaskRecord } from "./task-record.ts";
import { upstreamRefusal } from "../rules/upstream-rules.ts";

/** Makes so many images, or one clip, for a task whose references have been read. */
export type Paint = (
  task: TaskRecord,
  order: { readonly images: number; readonly detail: Behaviour["media"] },
) => Promise<readonly Painted[]>;

export interface Verdict {
  readonly error: SimTaskError | undefined;
  readonly painted: readonly Painted[];
}

/** A task that is meant to fail is not painted. Never throws: what goes wrong is the verdict. */
export async function runTask(task: TaskRecord, behaviour: Behaviour, paint: Paint): Promise<Verdict> {
  task.references = await readReferences(task.input);
  const error = upstreamRefusal(task.model, task.input) ?? unreadable(task, behaviour);
  if (error || outcomeOf(task).status !== "succeeded") return { error, painted: [] };
  return await paintAsked(task, behaviour, paint);
}

export async function paintAsked(task: TaskRecord, behaviour: Behaviour, paint: Paint): Promise<Verdict> {
  try {
    const images = task.fault("fewer-images")?.count ?? imagesAsked(task.input);
    return { error: undefined, painted: await paint(task, { images, detail: behaviour.media }) };
  } catch (cause) {
    return { error: { code: "internal_error", message: String(cause) }, painted: [] };
  }
}

function unreadable(task: TaskRecord, { unreachable }: Behaviour): SimTaskError | undefined {
  if (unreachable === "ignore") return undefined;
  const missing = task.references.find(({ outcome }) => outcome === "unreachable");
  return missing && { code: "image_processing_error", message: `${missing.field}: ${missing.url} cannot be read` };
}

/** US dollars. A failed or cancelled task is free, unless told otherwise. */
export function actualCost(task: TaskRecord, status: TaskStatus, behaviour: Behaviour): number {
  const ordered = task.fault("cost-actual")?.dollars;
  if (ordered !== undefined) return ordered;
  if (status !== "succeeded") return dollars(task.costEstimate * 1e6 * behaviour.chargeOnFailure);
  const videos = task.references.filter(({ field }) => field === "video_urls");
  const referenceSeconds = videos.map(({ bytes }) => clipSeconds(bytes) ?? Infinity);
  return dollars(
    priceOf(task.of, task.input, { images: task.media.length, referenceSeconds }) * behaviour.chargeFactor,
  );
}

function dollars(micros: number): number {
  return Math.round(micros) / 1e6;
}
