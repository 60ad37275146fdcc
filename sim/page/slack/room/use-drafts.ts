import { useState } from "preact/hooks";

/** What one person is writing, by the channel or the thread where it goes. */
export interface Drafts {
  readonly draftIn: (where: string) => string;
  readonly write: (where: string, text: string) => void;
  /** How often something was sent. */
  readonly sent: number;
  readonly noteSent: () => void;
}

export function useDrafts(personId: string): Drafts {
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const [sent, setSent] = useState(0);
  return {
    draftIn: (where) => drafts[`${personId}/${where}`] ?? "",
    write: (where, text) => setDrafts((before) => ({ ...before, [`${personId}/${where}`]: text })),
    sent,
    noteSent: () => setSent((before) => before + 1),
  };
}
