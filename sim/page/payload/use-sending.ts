import { useState } from "preact/hooks";

/** What is on its way to the app, and what became of it. */
export type Sending =
  | { readonly kind: "idle" }
  | { readonly kind: "pending" }
  | { readonly kind: "failed"; readonly reason: string };

/** Follows a promise that a callback gives back; one that gives none back is over at once. */
export function useSending(): readonly [Sending, (under: void | Promise<void>) => void] {
  const [sending, setSending] = useState<Sending>({ kind: "idle" });
  const follow = (under: void | Promise<void>): void => {
    setSending({ kind: under === undefined ? "idle" : "pending" });
    under?.then(
      () => setSending({ kind: "idle" }),
      (cause: unknown) => setSending({ kind: "failed", reason: reasonOf(cause) }),
    );
  };
  return [sending, follow];
}

export const reasonOf = (cause: unknown): string =>
  cause instanceof Error && cause.message !== "" ? cause.message : "The app did not answer. Try again.";
