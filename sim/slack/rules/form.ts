// What Slack finds wrong with blocks or a view, gathered while they are read and answered all at once.

/** One place in a body. All places of a body share one list of problems. */
export class Form {
  readonly problems: string[];
  readonly #path: readonly (string | number)[];

  constructor(path: readonly (string | number)[] = [], problems: string[] = []) {
    this.#path = path;
    this.problems = problems;
  }

  at(key: string | number): Form {
    return new Form([...this.#path, key], this.problems);
  }

  fail(message: string): undefined {
    this.problems.push(`${message} [json-pointer:/${this.#path.join("/")}]`);
  }
}
