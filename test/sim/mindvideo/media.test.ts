// Results are fetched by signed URLs that expire and hate API keys; a downloader tested on less would fail in the field.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Fault, MindVideoOptions, SimMedia } from "../../../sim/mindvideo/simulator.ts";
import { startQuiet, type Visitor } from "./visitor.ts";

type MediaFault = Extract<Fault, { on: "media" }>;

async function withPicture(options: MindVideoOptions = {}): Promise<{ visitor: Visitor; media: SimMedia }> {
  const visitor = await startQuiet(options);
  await visitor.finish(await visitor.create("wan2-7-image"));
  const media = visitor.simulator.tasks[0]?.media[0];
  if (!media) throw new Error("no picture");
  return { visitor, media };
}

async function download(fault: MediaFault): Promise<{ answer: Response; media: SimMedia; visitor: Visitor }> {
  const { visitor, media } = await withPicture();
  visitor.simulator.faults.add(fault);
  return { visitor, media, answer: await fetch(media.url, { redirect: "manual" }) };
}

describe("a result", () => {
  it("is served as it was made, and every look at it is recorded", async () => {
    const { visitor, media } = await withPicture();
    await using _ = visitor;
    const answer = await fetch(media.url);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(
      createHash("sha256")
        .update(await answer.bytes())
        .digest("hex"),
    ).toBe(media.sha256);
    expect(media.downloads).toEqual([{ at: visitor.clock.now(), authorized: false }]);
  });

  it("is refused to whoever sends a key along", async () => {
    const { visitor, media } = await withPicture();
    await using _ = visitor;
    const answer = await fetch(media.url, { headers: { authorization: `Bearer ${visitor.simulator.apiKey}` } });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("AccessDenied");
    expect(media.downloads).toMatchObject([{ authorized: true }]);
  });

  it("is refused to whoever has only half of its URL, and to everybody a day later", async () => {
    const { visitor, media } = await withPicture();
    await using _ = visitor;
    expect((await fetch(media.url.split("?", 1)[0] ?? "")).status).toBe(403);
    visitor.clock.pass(24 * 60 * 60_000 - 120_000);
    expect((await fetch(media.url)).status).toBe(200);
    visitor.clock.pass(60_000);
    expect((await fetch(media.url)).status).toBe(403);
  });

  it("comes in parts to a player that asks for parts", async () => {
    const { visitor, media } = await withPicture();
    await using _ = visitor;
    const answer = await fetch(media.url, { headers: { range: "bytes=1-3" } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get("content-range")).toBe(`bytes 1-3/${media.bytes.length}`);
    expect(await answer.text()).toBe("PNG");
  });

  it("has its URL in a list where the platform lists", async () => {
    const { visitor, media } = await withPicture({ urlShape: "array" });
    await using _ = visitor;
    expect(visitor.simulator.tasks[0]?.output).toEqual({ images: [{ url: [media.url] }] });
  });
});

describe("a download", () => {
  it.for([
    [{ kind: "missing" }, 404],
    [{ kind: "expired" }, 403],
    [{ kind: "status", status: 503 }, 503],
  ] as const)("can fail: %o", async ([fault, status]) => {
    const { visitor, media, answer } = await download({ on: "media", ...fault });
    await using _ = visitor;
    expect(answer.status).toBe(status);
    expect((await fetch(media.url)).status).toBe(200);
  });

  it("can lead elsewhere", async () => {
    const { visitor, answer } = await download({ on: "media", kind: "redirect", to: "http://10.0.0.1/secret" });
    await using _ = visitor;
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "http://10.0.0.1/secret"]);
  });

  it("can be larger than anybody said", async () => {
    const { visitor, media, answer } = await download({ on: "media", kind: "oversize", extraBytes: 100_000 });
    await using _ = visitor;
    expect(answer.headers.get("content-length")).toBeNull();
    expect((await answer.bytes()).length).toBe(media.bytes.length + 100_000);
  });

  it("can announce less than it has", async () => {
    const { visitor, answer } = await download({ on: "media", kind: "understated", announcedBytes: 10 });
    await using _ = visitor;
    expect((await answer.bytes()).length).toBe(10);
  });

  it("can have no end", async () => {
    const { visitor, media, answer } = await download({ on: "media", kind: "endless" });
    await using _ = visitor;
    let received = 0;
    for await (const part of answer.body ?? []) {
      received += part.length;
      if (received > media.bytes.length + 1_000_000) break;
    }
    expect(received).toBeGreaterThan(1_000_000);
  });

  it("can break off in the middle, or at once", async () => {
    const { visitor, media, answer } = await download({ on: "media", kind: "truncated" });
    await using _ = visitor;
    await expect(answer.bytes()).rejects.toThrow("terminated");
    visitor.simulator.faults.add({ on: "media", kind: "drop" });
    await expect(fetch(media.url)).rejects.toThrow("fetch failed");
  });

  it("can take its time, and wait for a test", async () => {
    const { visitor, media, answer } = await download({ on: "media", kind: "slow", ms: 20 });
    await using _ = visitor;
    expect(await answer.bytes()).toEqual(new Uint8Array(media.bytes));
    const { promise, resolve } = Promise.withResolvers<void>();
    visitor.simulator.faults.add({ on: "media", kind: "hold", until: promise });
    const held = fetch(media.url);
    await visitor.simulator.waitFor(() => media.downloads.length === 2);
    resolve();
    expect((await held).status).toBe(200);
  });

  it("can be something else than it says", async () => {
    const { visitor, media, answer } = await download({ on: "media", kind: "content-type", contentType: "text/html" });
    await using _ = visitor;
    expect(answer.headers.get("content-type")).toBe("text/html");
    const bytes = new TextEncoder().encode("<html>");
    visitor.simulator.faults.add({ on: "media", kind: "wrong-bytes", bytes, contentType: "image/png" });
    expect(await (await fetch(media.url)).text()).toBe("<html>");
  });
});
