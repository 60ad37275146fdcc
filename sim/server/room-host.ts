// One of the platforms' simulators, as the demo's server sees it. Discord and Slack each have one: it keeps the room's
// entries on the board as they are, and does what people do on the page.

import type { Acts } from "../page/board/acts.ts";

/** A file that a room shows. */
export interface ServedFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly name: string;
}

/** In an act that came in, a file is what the simulators take for one. */
export interface SentFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export type Sent<Act> = Act extends File
  ? SentFile
  : Act extends object
    ? { readonly [Key in keyof Act]: Sent<Act[Key]> }
    : Act;

export interface RoomHost<Room extends keyof Acts = keyof Acts> {
  /** Answers with what the page is to know of it at once. Throws a `Refused`, or what the simulator's client throws. */
  act(act: Sent<Acts[Room]>): unknown;
  /** By the id in the address that the board has. */
  file(id: string): ServedFile | undefined;
}

/** It cannot be done; the page shows why. */
export class Refused extends Error {
  override readonly name = "Refused";
}
