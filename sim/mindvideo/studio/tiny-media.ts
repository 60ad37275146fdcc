// Media for tests that make hundreds: real files, no art, and no two alike.
import { createHash } from "node:crypto";
import { encodePng } from "./png.ts";
import type { Painted } from "../tasks/task-record.ts";

const SIDE = 64;

/** A plain picture in a colour of its task's own. */
export function tinyPicture(taskId: string, index: number): Painted {
  const [red = 0, green = 0, blue = 0] = createHash("sha256").update(`${taskId}/${index}`).digest();
  const rgba = Uint8Array.from({ length: SIDE * SIDE * 4 }, (_, i) => [red, green, blue, 255][i % 4] ?? 0);
  const bytes = encodePng({ width: SIDE, height: SIDE, rgba }, { Task: `${taskId}/${index}` });
  return { bytes, contentType: "image/png", width: SIDE, height: SIDE };
}

/** The same clip with the task's name in a "free" box, which players skip (ISO/IEC 14496-12, 8.1.2). */
export function tinyClip(clip: Painted, taskId: string): Painted {
  const name = Buffer.from(taskId);
  const box = Buffer.alloc(8);
  box.writeUInt32BE(8 + name.length);
  box.write("free", 4, "latin1");
  return { ...clip, bytes: Buffer.concat([clip.bytes, box, name]) };
}
