// What a fault does to an answer of the API.
import { gzipSync } from "node:zlib";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, errorAnswer, gatewayPage, raw, type RawAnswer, Refusal } from "./answers.ts";
import type { CreateFault, ErrorBody, GetFault } from "./faults.ts";
import type { JsonObject } from "./json.ts";

type ApiFault = CreateFault | GetFault;

/** Whose answer it would have been: runs the request, with all its effects. */
export type Work = () => Promise<Answer>;

/** The answer that goes out in the end; "dropped" when none does. */
export async function applyFault(
  fault: ApiFault | undefined,
  work: Work,
  dress: ErrorBody,
): Promise<RawAnswer | "dropped"> {
  try {
    return await faultyAnswer(fault, work);
  } catch (error) {
    if (error instanceof Refusal) return errorAnswer(error, dressOf(fault) ?? dress);
    throw error;
  }
}

async function faultyAnswer(fault: ApiFault | undefined, work: Work): Promise<RawAnswer | "dropped"> {
  switch (fault?.kind) {
    case undefined:
      return raw(await work());
    case "slow":
      return await late(work, sleep(fault.ms));
    case "hold":
      return await late(work, fault.until);
    case "status": {
      if (fault.after) await work();
      const { status, code = `http_${status}`, message = `Simulated status ${status}.` } = fault;
      throw new Refusal(status, code, { message, headers: retryAfter(fault.retryAfter) });
    }
    case "rate-limit":
      throw new Refusal(429, "rate_limited", {
        message: "Too many requests.",
        headers: retryAfter(fault.retryAfter ?? 1),
      });
    case "conflict":
      throw new Refusal(409, "idempotency_conflict", {
        message: "This Idempotency-Key was used with a different input.",
      });
    case "not-found":
      throw new Refusal(404, "task_not_found", { message: "No such task." });
    case "drop":
      if (fault.when === "after") await work();
      return "dropped";
    case "malformed":
    case "empty":
    case "html":
    case "extra-fields":
    case "fields":
    case "gzip":
    case "missing-task-id":
    case "missing-costs":
    case "unknown-status":
      return distorted(fault, await work());
  }
}

type Distortion = Extract<
  ApiFault,
  {
    kind:
      | "malformed"
      | "empty"
      | "html"
      | "extra-fields"
      | "fields"
      | "gzip"
      | "missing-task-id"
      | "missing-costs"
      | "unknown-status";
  }
>;

function distorted(fault: Distortion, answer: Answer): RawAnswer {
  const body = answer.body instanceof ReadableStream ? {} : answer.body;
  const told = raw({ ...answer, body });
  switch (fault.kind) {
    case "malformed":
      return { ...told, body: JSON.stringify(body).slice(0, -9) };
    case "empty":
      return { ...told, body: "" };
    case "html":
      return { ...told, headers: { "content-type": "text/html; charset=UTF-8" }, body: gatewayPage(answer.status) };
    case "extra-fields":
      return raw({ ...answer, body: { ...body, ...UNANNOUNCED } });
    case "fields":
      return raw({ ...answer, body: { ...body, ...fault.fields } });
    case "gzip":
      return {
        ...told,
        headers: { ...told.headers, "content-encoding": "gzip" },
        body: gzipSync(JSON.stringify(body)),
      };
    case "missing-task-id":
      return raw({ ...answer, body: without(body, ["task_id"]) });
    case "missing-costs":
      return raw({ ...answer, body: without(body, ["cost_estimate", "cost_actual"]) });
    case "unknown-status":
      return raw({ ...answer, body: { ...body, status: fault.status } });
  }
}

const UNANNOUNCED: JsonObject = { progress: 42, eta: null, meta: { region: "hk", trace: ["a", "b"] }, version: 2 };

async function late(work: Work, until: Promise<unknown>): Promise<RawAnswer> {
  const answer = await work();
  await until;
  return raw(answer);
}

function dressOf(fault: ApiFault | undefined): ErrorBody | undefined {
  return fault?.kind === "status" ? fault.body : undefined;
}

function retryAfter(value: number | Date | undefined): Record<string, string> {
  if (value === undefined) return {};
  return { "retry-after": value instanceof Date ? value.toUTCString() : String(value) };
}

function without(body: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !keys.includes(key)));
}
