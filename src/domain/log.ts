type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** Structured lines for the operator: pino in production. Never secrets, never prompts. */
export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}
