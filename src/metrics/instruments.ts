// Every figure, by name. Labels have few values, bounded by the code or the catalog: never a guild, channel or person.
// docs/METRICS.md explains each; a test compares the two lists.

import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** Buckets in seconds, for answers, which have three. */
const ANSWER = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
/** Buckets in seconds, for local work. */
const QUICK = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
/** Buckets in seconds, for a request over the network. */
const REQUEST = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];
/** Buckets in seconds, for moving files. */
const TRANSFER = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 60, 130];
/** Buckets in seconds, from the end of a run to its delivery: a platform can be away for a day. */
const HANDOVER = [0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3_600, 86_400];
/** Buckets in seconds, for how late an end was noticed. */
const DELAY = [0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 8, 15, 30];
const POLLS = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89];

type Described = readonly [name: string, help: string];

export type Instruments = ReturnType<typeof createInstruments>;

export function createInstruments() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>([name, help]: Described, ...labelNames: readonly L[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <L extends string>([name, help]: Described, ...labelNames: readonly L[]) =>
    new Gauge({ name, help, labelNames, registers });
  const histogram = <L extends string>([name, help]: Described, buckets: number[], ...labelNames: readonly L[]) =>
    new Histogram({ name, help, buckets, labelNames, registers });
  return {
    registry,
    ...answersOf(counter, histogram),
    ...runsOf(counter, histogram),
    ...deliveriesOf(counter, histogram),
    ...statesOf(counter, gauge, histogram),
    ...processOf(counter, gauge),
  };
}

type NewCounter = <L extends string>(described: Described, ...labels: readonly L[]) => Counter<L>;
type NewGauge = <L extends string>(described: Described, ...labels: readonly L[]) => Gauge<L>;
type NewHistogram = <L extends string>(
  described: Described,
  buckets: number[],
  ...labels: readonly L[]
) => Histogram<L>;

/** Figures from a person's action to its answer. */
const answersOf = (counter: NewCounter, histogram: NewHistogram) => ({
  acks: histogram(
    ["atelier_ack_seconds", "From the arrival of what a person did until the platform has the answer."],
    ANSWER,
    "platform",
    "asked",
  ),
  handlers: histogram(
    ["atelier_desk_seconds", "The bot's own part of an answer, by what was answered."],
    QUICK,
    "platform",
    "answer",
  ),
  refusals: counter(["atelier_refusals_total", "What people were refused, by the reason's code."], "platform", "code"),
  acceptances: counter(
    ["atelier_acceptances_total", "Runs that were to be accepted, by what the budgets said."],
    "platform",
    "result",
  ),
});

/** Figures from the request to its settlement. */
const runsOf = (counter: NewCounter, histogram: NewHistogram) => ({
  submissions: counter(["atelier_submissions_total", "Attempts to have a task made, by their end."], "result"),
  repeats: counter([
    "atelier_submissions_repeated_total",
    "Requests that went out again under the key of an earlier one of this process.",
  ]),
  polls: counter(["atelier_looks_total", "Polls of running tasks, by what they saw."], "result"),
  pollsEach: histogram(
    ["atelier_looks_per_generation", "Polls of a task by this process until it was seen to be over."],
    POLLS,
  ),
  delay: histogram(
    [
      "atelier_detection_delay_bound_seconds",
      "The most that a task can have been over before it was seen: the time since the poll before.",
    ],
    DELAY,
  ),
  settled: counter(["atelier_settled_total", "Runs whose hold was closed, by their outcome."], "platform", "outcome"),
  spent: counter(["atelier_spent_dollars_total", "What runs were charged, by model."], "model"),
  overcharged: counter(
    ["atelier_overcharged_dollars_total", "What runs were charged above what had been set aside, by model."],
    "model",
  ),
});

/** Figures from the end of a run to its delivery. */
const deliveriesOf = (counter: NewCounter, histogram: NewHistogram) => ({
  edits: counter(["atelier_edits_total", "Progress to be shown, by what became of it."], "platform", "fate"),
  files: counter(["atelier_media_files_total", "Files of results to be fetched, by how that ended."], "result"),
  bytes: counter(["atelier_media_fetched_bytes_total", "Bytes of results that were fetched."]),
  fetching: histogram(
    ["atelier_media_fetch_seconds", "From asking for a result's files to having them, the wait for memory included."],
    TRANSFER,
  ),
  attempts: histogram(
    ["atelier_delivery_seconds", "Attempts to put an outcome into its reply, by how they ended."],
    TRANSFER,
    "platform",
    "result",
  ),
  deliveries: counter(["atelier_deliveries_total", "Outcomes, by whether they reached the reply."], "platform", "end"),
  handover: histogram(
    ["atelier_handover_seconds", "From the end of the money to the outcome in the reply."],
    HANDOVER,
    "platform",
  ),
});

/** Figures of states, and of other services' answers. */
const statesOf = (counter: NewCounter, gauge: NewGauge, histogram: NewHistogram) => ({
  generations: gauge(["atelier_generations", "Runs that are not over, in the whole database, by state."], "state"),
  held: gauge(["atelier_held_dollars", "What is set aside for them, in the whole database, by state."], "state"),
  inFlight: gauge(["atelier_queue_in_flight", "Runs that this process carries on."]),
  ready: gauge(["atelier_ready", "1: what /readyz asks of this part is so."], "part"),
  memoryBytes: gauge(["atelier_media_memory_bytes", "Memory that is reserved for files in this process."]),
  memoryFiles: gauge(["atelier_media_memory_files", "Files that memory is reserved for in this process."]),
  memoryWaiting: gauge(["atelier_media_memory_waiting", "Results and requests that wait for memory."]),
  queries: histogram(["atelier_database_seconds", "Calls of the store, by name."], QUICK, "call"),
  faults: counter(["atelier_database_errors_total", "Calls of the store that failed, by code."], "code"),
  responses: counter(
    ["atelier_peer_responses_total", "Requests to others, by the status of the answer; none: there was no answer."],
    "peer",
    "method",
    "status",
  ),
  responding: histogram(
    ["atelier_peer_response_seconds", "From a request to the headers of its answer."],
    REQUEST,
    "peer",
  ),
});

/** Figures of the process itself, under Prometheus' standard names where there are any. */
const processOf = (counter: NewCounter, gauge: NewGauge) => ({
  cpu: counter(["process_cpu_seconds_total", "CPU time of the process."]),
  resident: gauge(["process_resident_memory_bytes", "Resident memory."]),
  startedAt: gauge(["process_start_time_seconds", "When the process started, since the epoch."]),
  heap: gauge(["nodejs_heap_size_used_bytes", "Memory that JavaScript's objects take."]),
  external: gauge(["nodejs_external_memory_bytes", "Memory outside of the heap that its objects hold, such as files."]),
  lagMedian: gauge(["nodejs_eventloop_lag_p50_seconds", "Lateness of timers since the last scrape: the median."]),
  lagHigh: gauge(["nodejs_eventloop_lag_p99_seconds", "Lateness of timers since the last scrape: 99 of 100."]),
  lagMost: gauge(["nodejs_eventloop_lag_max_seconds", "Lateness of timers since the last scrape: the most."]),
});
