// Results go to Discord in a form of our own making. If it cannot be read, every result is refused and becomes a link.
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { Multipart } from "../../../src/platforms/discord/api/multipart.ts";

const read = async (form: Multipart): Promise<FormData> => {
  const bytes = Buffer.concat(await Array.fromAsync(Readable.from(form.pieces())));
  expect(form.headers["content-length"]).toBe(String(bytes.byteLength));
  return await new Response(bytes, { headers: { "content-type": form.headers["content-type"] ?? "" } }).formData();
};

test("the form holds the message and every file, to the byte, and can be sent again", async () => {
  const first = Buffer.from([0, 13, 10, 45, 45, 255]);
  const form = new Multipart({ content: "Füchse – 🦊" }, [
    { name: "a.png", contentType: "image/png", data: first },
    { name: "b.mp4", contentType: "video/mp4", data: Buffer.alloc(100_000, 7) },
  ]);
  for (const _ of ["once", "again"]) {
    const parts = await read(form);
    expect(JSON.parse(parts.get("payload_json") as string)).toEqual({ content: "Füchse – 🦊" });
    const [one, two] = [parts.get("files[0]") as File, parts.get("files[1]") as File];
    expect([one.name, one.type, two.name, two.type]).toEqual(["a.png", "image/png", "b.mp4", "video/mp4"]);
    expect(Buffer.from(await one.arrayBuffer())).toEqual(first);
    expect(two.size).toBe(100_000);
  }
});

test("a file's name cannot end its header", async () => {
  const form = new Multipart({}, [{ name: 'a"\r\nX: y.png', contentType: "image/png", data: Buffer.from("a") }]);
  expect([...(await read(form)).keys()]).toEqual(["files[0]", "payload_json"]);
  const head = Buffer.from([...form.pieces()][0] ?? []).toString();
  expect(head.split("\r\n").filter((line) => line.startsWith("X:"))).toEqual([]);
});
