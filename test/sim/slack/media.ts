// Bytes that look like media, and the steps of an upload.
import type { JsonObject } from "../../../sim/slack/simulator.ts";
import type { Harness } from "./harness.ts";

/** 640 × 480, as far as its header goes. */
export const PNG = Buffer.concat([
  Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
  Buffer.alloc(8),
  bigEndian(640),
  bigEndian(480),
  Buffer.alloc(8),
]);
export const MP4 = Buffer.from("\0\0\0\x18ftypmp42 and so on", "latin1");

export async function announce(harness: Harness, bytes: Uint8Array, args: JsonObject = {}) {
  const { json } = await harness.call("files.getUploadURLExternal", {
    filename: "fox.png",
    length: bytes.length,
    ...args,
  });
  return { id: String(json["file_id"]), url: String(json["upload_url"]) };
}

/** The first two steps. */
export async function upload(harness: Harness, bytes: Uint8Array, args: JsonObject = {}): Promise<string> {
  const { id, url } = await announce(harness, bytes, args);
  const response = await fetch(url, { method: "POST", body: new Uint8Array(bytes) });
  const text = await response.text();
  if (text !== `OK - ${bytes.length}`) throw new Error(`not uploaded: ${response.status} ${text}`);
  return id;
}

export async function complete(harness: Harness, args: JsonObject, ...ids: readonly string[]) {
  return await harness.call("files.completeUploadExternal", { files: ids.map((id) => ({ id })), ...args });
}

/** A file of the bot's that nobody was shown. */
export async function ready(harness: Harness, bytes: Uint8Array, args: JsonObject = {}): Promise<string> {
  const id = await upload(harness, bytes, args);
  await complete(harness, {}, id);
  harness.sim.makeReady({ id });
  return id;
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
