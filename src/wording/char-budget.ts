/** Hands out the characters of a message, the line breaks between its parts included. */
export class CharBudget {
  #left: number;

  constructor(chars: number) {
    this.#left = chars;
  }

  /** `text`, or nothing when it does not fit. */
  take(text: string): string {
    return this.first([text]);
  }

  /** Whether all of them do. */
  fits(texts: readonly string[]): boolean {
    return texts.reduce((sum, { length }) => sum + length + 1, 0) <= this.#left;
  }

  /** The first that fits. */
  first(candidates: readonly string[]): string {
    const text = candidates.find((candidate) => candidate.length < this.#left) ?? "";
    this.#left -= text === "" ? 0 : text.length + 1;
    return text;
  }
}
