// What the provider really read is the only proof that a file lent by the bot could be fetched, and by whom.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { isLoopback } from "../../../sim/mindvideo/rules/references.ts";
import { sampleClip, samplePicture, sampleVoice } from "../../../sim/mindvideo/studio/sample-media.ts";
import type { SimReference } from "../../../sim/mindvideo/simulator.ts";
import { startQuiet } from "./visitor.ts";

type Files = Readonly<Record<string, (response: ServerResponse) => unknown>>;

async function lend(files: Files): Promise<{ url: string; seen: IncomingMessage[] } & AsyncDisposable> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    (files[request.url ?? ""] ?? ((r: ServerResponse) => r.writeHead(404).end()))(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}

function file(contentType: string, bytes: Uint8Array): (response: ServerResponse) => unknown {
  return (response) => response.writeHead(200, { "content-type": contentType }).end(bytes);
}

function summary(references: readonly SimReference[]): unknown {
  return references.map(({ field, role, outcome, sha256 }) => ({ field, role, outcome, sha256 }));
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

it("reads what it is lent when the task begins to run, without any key", async () => {
  const [picture, clip, voice] = [samplePicture(), await sampleClip(), sampleVoice()];
  await using lent = await lend({
    "/a.png": file("image/png", picture),
    "/b.mp4": file("video/mp4", clip),
    "/c.wav": file("audio/wav", voice),
  });
  await using visitor = await startQuiet();
  const id = await visitor.create("wan2-7-r2v", {
    prompt: "a",
    video_urls: [`${lent.url}/b.mp4`],
    image_with_roles: [{ url: `${lent.url}/a.png`, role: "first_frame", reference_voice: `${lent.url}/c.wav` }],
  });
  expect(lent.seen).toHaveLength(0);
  const ended = await visitor.finish(id);
  expect(summary(visitor.simulator.tasks[0]?.references ?? [])).toEqual([
    { field: "image_with_roles", role: "first_frame", outcome: "fetched", sha256: digest(picture) },
    { field: "video_urls", role: undefined, outcome: "fetched", sha256: digest(clip) },
    { field: "reference_voice", role: undefined, outcome: "fetched", sha256: digest(voice) },
  ]);
  expect(lent.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined, undefined]);
  expect(ended).toMatchObject({ cost_estimate: 1.233, cost_actual: 0.8631 });
});

it("decodes data URIs, and follows redirects on this machine", async () => {
  const picture = samplePicture();
  await using lent = await lend({
    "/a.png": file("image/png", picture),
    "/moved": (response) => response.writeHead(302, { location: "/a.png" }).end(),
    "/away": (response) => response.writeHead(302, { location: "https://example.com/a.png" }).end(),
    "/round": (response) => response.writeHead(302, { location: "/round" }).end(),
  });
  await using visitor = await startQuiet();
  const data = `data:image/png;base64,${Buffer.from(picture).toString("base64")}`;
  const urls = [data, ...["/moved", "/away", "/round"].map((path) => lent.url + path)];
  await visitor.finish(await visitor.create("wan2-7-image", { image_urls: urls }));
  const references = visitor.simulator.tasks[0]?.references ?? [];
  expect(references.map(({ outcome }) => outcome)).toEqual(["decoded", "fetched", "unreachable", "unreachable"]);
  expect(references.slice(0, 2).map((reference) => reference.sha256)).toEqual([digest(picture), digest(picture)]);
});

const UNREADABLE: Files = {
  "/login.png": file("text/html", new TextEncoder().encode("<title>Sign in</title>")),
  "/gone.png": (response) => response.writeHead(404).end(),
  "/cut.png": (response) => response.socket?.destroy(),
};

it.for(["/login.png", "/gone.png", "/cut.png", "https://example.com/a.png"])(
  "cannot read %s, and goes on or fails",
  async (path) => {
    await using lent = await lend(UNREADABLE);
    await using visitor = await startQuiet();
    const input = { image_urls: [path.startsWith("/") ? lent.url + path : path] };
    const ignored = await visitor.finish(await visitor.create("wan2-6-i2v-flash", input));
    expect(visitor.simulator.tasks[0]?.references).toMatchObject([{ outcome: "unreachable" }]);
    expect(ignored).toMatchObject({ status: "succeeded" });
    visitor.simulator.behave({ unreachable: "fail" });
    const failed = await visitor.finish(await visitor.create("wan2-6-i2v-flash", input));
    expect(failed).toMatchObject({ status: "failed", cost_actual: 0, error: { code: "image_processing_error" } });
  },
);

it.for([
  ["http://127.0.0.1:81/a", true],
  ["https://localhost/a", true],
  ["http://files.localhost/a", true],
  ["http://[::1]:81/a", true],
  ["http://example.com/a", false],
  ["http://localhost.example.com/a", false],
  ["http://127.0.0.1.example.com/a", false],
  ["http://10.0.0.1/a", false],
  ["file:///etc/hosts", false],
  ["nonsense", false],
] as const)("never leaves the machine: %s", ([url, allowed]) => {
  expect(isLoopback(url)).toBe(allowed);
});
