// What Discord finds wrong with a body, gathered while it is read and answered all at once as code 50035.
// https://docs.discord.com/developers/reference#error-messages
import { Refusal } from "./refusal.ts";

interface Problem {
  readonly path: readonly string[];
  readonly code: string;
  readonly message: string;
}

/** Discord's name for the list of problems at one place of the tree. */
const HERE = "_errors";
type ErrorTree = { [key: string]: ErrorTree | { code: string; message: string }[] };

/** One place in a body. All places of a body share one list of problems. */
export class Form {
  readonly #problems: Problem[];
  readonly #path: readonly string[];

  constructor(problems: Problem[] = [], path: readonly string[] = []) {
    this.#problems = problems;
    this.#path = path;
  }

  at(key: string | number): Form {
    return new Form(this.#problems, [...this.#path, String(key)]);
  }

  fail(code: string, message: string): undefined {
    this.#problems.push({ path: this.#path, code, message });
  }

  get failed(): boolean {
    return this.#problems.length > 0;
  }

  /** Throws the refusal when anything has failed, anywhere in the body. */
  close(): void {
    if (!this.failed) return;
    throw new Refusal([400, 50035, "Invalid Form Body"], { body: { errors: treeOf(this.#problems) } });
  }
}

function treeOf(problems: readonly Problem[]): ErrorTree {
  const root: ErrorTree = {};
  for (const { path, code, message } of problems) {
    let place = root;
    for (const key of path) place = (place[key] ??= {}) as ErrorTree;
    const here = (place[HERE] ??= []) as { code: string; message: string }[];
    here.push({ code, message });
  }
  return root;
}
