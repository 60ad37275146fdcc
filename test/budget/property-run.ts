// Runs a sequence of steps on a store and on the model, and compares them after each.

import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { spanAt } from "../../src/budget/windows.ts";
import { PowerCut } from "./property-disk.ts";
import type { Disk } from "./property-disk.ts";
import { arriving, deciding, idOf, touching } from "./property-jobs.ts";
import type { Job } from "./property-jobs.ts";
import { beginModel, decidedBy } from "./property-model.ts";
import type { Arrival, Entry, Model } from "./property-model.ts";
import { expectRows, expectWindows } from "./property-rows.ts";
import type { Witness } from "./property-rows.ts";
import type { Act, Sequence, Step } from "./property-steps.ts";

/** How often something happened: a property that never met a full budget says nothing about one. */
export type Counts = Map<string, number>;

export async function runSequence(disk: Disk, { start, policy, caps, steps }: Sequence, counts: Counts): Promise<void> {
  await disk.restart();
  disk.clear();
  const trial: Trial = { disk, counts, arrivals: [], model: beginModel(policy, start), witness: { seen: [] } };
  for (const act of caps) await take(trial, { act, repeat: "no", cut: null });
  for (const step of steps) await take(trial, step);
  for (const arrival of trial.arrivals) await expectWindows(disk, trial.model, arrival);
  await expectLedger(trial);
}

interface Trial {
  readonly disk: Disk;
  readonly counts: Counts;
  /** Every interaction so far, the refused ones too. */
  readonly arrivals: Arrival[];
  model: Model;
  witness: Witness;
}

async function take(trial: Trial, { act, repeat, cut }: Step): Promise<void> {
  const jobs = await jobsOf(trial, act);
  await together(trial, repeat === "at-once" && jobs.length === 1 ? [...jobs, ...jobs] : jobs, cut);
  if (repeat === "after") await together(trial, jobs, null);
}

const ACCEPTANCES = new Set<unknown>(["accepted", "duplicate", "full"]);

/** An unanswered job met the power cut: it happened, or it did not. */
type Answered = Job & { readonly answer: { readonly is: unknown } | null };

async function together(trial: Trial, jobs: readonly Job[], cut: Step["cut"]): Promise<void> {
  const { disk, model } = trial;
  if (cut !== null) disk.cutAfter(cut);
  const answered = await Promise.all(
    jobs.map(async (job): Promise<Answered> => ({ ...job, answer: await answerTo(disk, job) })),
  );
  if (cut !== null) await disk.restart();
  for (const { answer } of answered) if (ACCEPTANCES.has(answer?.is)) count(trial, String(answer?.is));
  if (answered.some(({ answer }) => answer === null)) count(trial, "cut");
  const [only] = answered;
  if (answered.length === 1 && only?.answer) {
    assert.deepEqual(only.answer.is, only.foretell(model));
    trial.witness = await expectRows(disk, model, trial.witness);
  } else {
    await explain(trial, answered);
  }
  const last = trial.arrivals.at(-1);
  if (last !== undefined) await expectWindows(disk, trial.model, last);
}

async function answerTo({ store }: Disk, { ask }: Job): Promise<Answered["answer"]> {
  try {
    return { is: await ask(store) };
  } catch (error) {
    if (error instanceof PowerCut) return null;
    throw error;
  }
}

/** What happened at once must look as if it had happened in some order. */
async function explain(trial: Trial, answered: readonly Answered[]): Promise<void> {
  const answers = JSON.stringify(answered.map(({ answer }) => answer));
  let why: unknown = new assert.AssertionError({ message: `no order explains ${answers}` });
  for (const model of explanations(trial.model, answered)) {
    try {
      trial.witness = await expectRows(trial.disk, model, trial.witness);
      trial.model = model;
      return;
    } catch (error) {
      why = error;
    }
  }
  throw why;
}

function* explanations(model: Model, jobs: readonly Answered[]): Generator<Model> {
  if (jobs.length === 0) yield model;
  for (const [index, job] of jobs.entries()) {
    const rest = jobs.toSpliced(index, 1);
    if (job.answer === null) yield* explanations(model, rest);
    const next = structuredClone(model);
    const told = job.foretell(next);
    if (job.answer === null || isDeepStrictEqual(told, job.answer.is)) yield* explanations(next, rest);
  }
}

async function jobsOf(trial: Trial, act: Act): Promise<readonly Job[]> {
  const { disk, arrivals, model } = trial;
  switch (act.kind) {
    case "accept": {
      const fresh = act.arrivals.map((arrival, index) => ({ ...arrival, interactionId: `${arrivals.length + index}` }));
      arrivals.push(...fresh);
      return fresh.map((arrival) => arriving(arrival, model));
    }
    case "again":
    case "check":
    case "begin":
    case "cancel":
    case "deliver":
    case "submitted":
    case "settle": {
      const arrival = arrivals.at(-1 - (act.run % arrivals.length));
      return arrival === undefined ? [] : [touching(act, arrival, model)];
    }
    case "cap":
    case "zone":
      return [deciding(act, model.now)];
    case "wait":
      model.now += act.ms;
      return [];
    case "edge": {
      const { endsAt } = spanAt(model.now, act.period, decidedBy(model, act.guild).timeZone);
      model.now = Math.max(model.now, (endsAt ?? 0) - (act.last ? 1 : 0));
      return [];
    }
    case "restart":
      await disk.restart();
      return [];
  }
}

/** What the store itself says of each run, at the end of a sequence. */
async function expectLedger(trial: Trial): Promise<void> {
  const { disk, model } = trial;
  for (const run of model.runs.values()) {
    const ledger = await disk.store.ledger(idOf(run));
    const entries = ledger.map(({ kind, held, spent }): Entry => ({ kind, held, spent }));
    assert.deepEqual(entries, run.entries);
    for (const { kind } of entries) count(trial, kind);
  }
}

const count = ({ counts }: Trial, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
