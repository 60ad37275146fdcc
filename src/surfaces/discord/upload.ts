import type { APIMessage } from "discord.js";
import { clip } from "./markup.ts";
import type { MessageBody } from "./body.ts";
import type { Shown } from "./card.ts";
import { portions } from "./fit.ts";
import type { Fitted, Upload } from "./fit.ts";
import { LIMITS } from "./limits.ts";
import type { Draw, Placed } from "./replies.ts";
import type { SentAttachment, Sheet } from "./requests.ts";

/** How the message looks with these files; the rest of it is the same in every portion. */
export type DrawWith = (files: readonly Shown[], withheld: boolean) => MessageBody;

export interface Putting {
  readonly draw: DrawWith;
  /** Puts the first portion, in place of whatever files were there: a repeat begins anew (P4). */
  readonly first: (draw: Draw) => Promise<Placed>;
  /** Puts what follows into the same message. */
  readonly next: (placed: Placed, draw: Draw) => Promise<Placed>;
}

/** Fills one message with files, a portion a request; the gallery grows until all are in. */
export async function putUploads({ uploads }: Fitted, { draw, first, next }: Putting): Promise<Placed> {
  let placed: Placed | null = null;
  let shown: readonly Upload[] = [];
  for (const portion of portions(uploads)) {
    const kept: readonly SentAttachment[] = placed === null ? [] : keptOf(placed.message, shown);
    shown = [...shown, ...portion];
    const now = shown;
    const sheet: Draw = (withheld) => ({
      body: { ...draw(now, withheld), attachments: [...kept, ...portion.map(described)] },
      files: portion.map(fileOf),
    });
    placed = placed === null ? await first(sheet) : await next(placed, sheet);
  }
  if (placed === null) throw new RangeError("no portion to put");
  return placed;
}

/** What is not listed in an edit is removed: so the files of earlier portions are. */
export const keptOf = ({ attachments }: APIMessage, uploads: readonly Upload[]): readonly SentAttachment[] =>
  attachments.filter(({ filename }) => uploads.some(({ name }) => name === filename)).map(({ id }) => ({ id }));

const described = ({ alt }: Upload, index: number): SentAttachment => ({
  id: String(index),
  description: clip(alt, LIMITS.altTextChars),
});

const fileOf = ({ name, contentType, bytes }: Upload): Sheet["files"][number] => ({
  name,
  contentType,
  data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
});
