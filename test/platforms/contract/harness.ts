// What a contract test needs of a platform: people who do things, and what they then see. Each platform brings its own,
// over a simulator with state; nothing in here names a platform.

import type { Platform } from "../../../src/platforms/platform.ts";
import type { ManualClock } from "../../manual-clock.ts";
import type { KeptLog } from "./kept-log.ts";
import type { ScriptedHandlers } from "./scripted-handlers.ts";

/** A file on a person's disk. */
export interface Disk {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export type Values = Readonly<Record<string, string | number | boolean | Disk>>;

/** A message as it stands now. */
export interface Seen {
  readonly id: string;
  /** All that can be read in it, in the platform's own markup. */
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array; readonly alt: string | undefined }[];
  /** The labels of its buttons. */
  readonly buttons: readonly string[];
  readonly onlyFor: string | undefined;
  /** Whether anybody was ever notified by it. */
  readonly pinged: boolean;
  /** How often it was shown anew after the first time. */
  readonly edits: number;
}

export interface OpenForm {
  /** The labels or names of its fields with what is filled in. */
  readonly fields: Readonly<Record<string, string>>;
  /** Sends it in, with these fields changed. */
  submit(changes: Readonly<Record<string, string | readonly Disk[]>>): Promise<void>;
}

export interface Person {
  readonly userId: string;
  /** Resolves once the platform has taken the answer. */
  type(command: string, values?: Values, how?: { readonly twice?: boolean }): Promise<void>;
  press(message: Seen, label: string): Promise<void>;
  /** Presses what opens a form. */
  open(message: Seen, label: string): Promise<OpenForm>;
}

export interface Harness extends AsyncDisposable {
  /** What a guild is called there. */
  readonly guild: string;
  readonly platform: Platform;
  readonly handlers: ScriptedHandlers;
  readonly clock: ManualClock;
  readonly log: KeptLog;
  readonly person: Person;
  readonly stranger: Person;
  /** What must never be logged or shown: tokens and the like. */
  secrets(): readonly string[];
  /** The messages that are there now, oldest first. */
  seen(): readonly Seen[];
  /** A moderator deletes it. */
  remove(message: Seen): void;
  /** Files above this many bytes are refused from now on, whatever was promised before. */
  takeFilesUpTo(bytes: number): void;
  /** How many files of more than `bytes` were offered to the platform so far. */
  offered(bytes: number): number;
  /** The next request that would change or make a message fails as if the platform had a bad moment. */
  hiccup(): void;
  /** The next request that makes a message takes effect, but its answer never arrives. */
  loseAnswer(): void;
  /** So long after a command its own authority to edit has certainly ended. */
  readonly authorityMs: number;
  /** A second process over the same memory; the first one is gone. */
  restart(): Promise<Platform>;
}
