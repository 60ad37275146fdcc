import type { JsonObject } from "../api/json.ts";

/** The states the platform maps every model onto: https://api.mindvideo.ai/models/wan2-7-image/docs */
export type TaskStatus = "queued" | "processing" | "succeeded" | "failed" | "cancelled";

/** One file of a result, exactly as it is served. */
export interface SimMedia {
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
  /** Every GET of it, refused ones too; `at` in milliseconds of the simulator's clock. */
  readonly downloads: readonly { readonly at: number; readonly authorized: boolean }[];
}

/** A file that the request refers to, and what came of reading it when the task began to run. */
export interface SimReference {
  /** The input's property: "image_urls", "mask_url", "video_urls", "audio_url", "reference_voice"… */
  readonly field: string;
  readonly url: string;
  /** Of image_with_roles: "reference_image" or "first_frame". */
  readonly role: string | undefined;
  readonly outcome: "fetched" | "decoded" | "unreachable";
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

export interface SimTaskError {
  readonly code: string;
  readonly message: string;
}

/** A task as the simulator holds it: plain data that `JSON.stringify` can print, and one verb. */
export interface SimTask {
  readonly id: string;
  readonly requestId: string;
  readonly idempotencyKey: string | undefined;
  readonly model: string;
  /** The key under which `output` lists the files. */
  readonly makes: "images" | "videos";
  /** As received: no defaults filled in. */
  readonly input: JsonObject;
  readonly body: JsonObject;
  readonly createdAt: number;
  readonly status: TaskStatus;
  readonly history: readonly { readonly status: TaskStatus; readonly at: number }[];
  /** When the task was asked for, in milliseconds of the simulator's clock. */
  readonly polls: readonly number[];
  /** US dollars. */
  readonly costEstimate: number;
  /** US dollars; unknown until the task has ended. */
  readonly costActual: number | undefined;
  /** The `output` of the API's answer; null until the task has succeeded. */
  readonly output: JsonObject | null;
  readonly error: SimTaskError | undefined;
  readonly references: readonly SimReference[];
  readonly media: readonly SimMedia[];
  /** Moves the task on, through what lies between; resolves once its media can be downloaded. */
  advance(status: TaskStatus, error?: SimTaskError): Promise<void>;
}
