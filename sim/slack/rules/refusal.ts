/** An answer of the Web API that is not a success: https://docs.slack.dev/apis/web-api/#responses */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly body: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    error: string,
    extra: {
      readonly body?: Readonly<Record<string, unknown>>;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(error);
    this.body = { ok: false, error, ...extra.body };
    this.status = extra.status ?? 200;
    this.headers = extra.headers ?? {};
  }

  /** With what is wrong, each as "must be … [json-pointer:/blocks/0]". */
  static withMessages(error: string, problems: readonly string[]): Refusal {
    const messages = problems.map((problem) => `[ERROR] ${problem}`);
    return new Refusal(error, { body: { errors: problems, response_metadata: { messages } } });
  }

  static missingScope(needed: string, provided: readonly string[] = []): Refusal {
    return new Refusal("missing_scope", { body: { needed, provided: provided.join(",") } });
  }
}
