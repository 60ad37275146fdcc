// Whoever can put a URL into an answer of the API could read this network's private services through the bot, or fill
// its memory, if one of these refusals went missing.
import type { LookupFunction } from "node:net";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../src/domain/time/clock.ts";
import { RetryableError, TerminalError } from "../../src/domain/errors/errors.ts";
import { createDownloader } from "../../src/media/download.ts";
import type { DownloaderOptions } from "../../src/media/download.ts";
import { createMemoryBudget } from "../../src/media/memory-budget.ts";
import { isPublicAddress } from "../../src/media/public-address.ts";
import { rejection } from "../generator/scripted-api.ts";
import { startMediaServer } from "./media-server.ts";

const never = new AbortController().signal;
const MIB = 1024 * 1024;

async function download(url: string, options: Partial<DownloaderOptions> & { readonly maxBytes?: number }) {
  const { maxBytes = MIB, ...rest } = options;
  const downloader = createDownloader({ allowedHosts: [], clock: systemClock, ...rest });
  using reservation = await createMemoryBudget({ bytes: 8 * MIB, files: 1 }).reserve(
    { bytes: 8 * MIB, files: 1 },
    never,
  );
  try {
    return await downloader.download(url, { maxBytes, reservation }, never);
  } finally {
    await downloader.close();
  }
}

test("gives the bytes, and says to nobody who asks", async () => {
  await using server = await startMediaServer((_, response) => response.end("the bytes"));
  const bytes = await download(server.url("/a%20b.png?sig=x%2Fy"), { allowedHosts: [`127.0.0.1:${server.port}`] });
  expect(Buffer.from(bytes).toString()).toBe("the bytes");
  expect(server.received[0]?.path).toBe("/a%20b.png?sig=x%2Fy");
  expect(Object.keys(server.received[0]?.headers ?? {})).not.toContain("authorization");
});

/** A resolver that gives these, whoever is asked for. */
const answering = (...addresses: readonly string[]): LookupFunction => {
  const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  return (_, options, callback) =>
    options.all === true ? callback(null, found) : callback(null, found[0]?.address ?? "", found[0]?.family);
};

const unknown: LookupFunction = (_, __, callback) =>
  callback(Object.assign(new Error("no"), { code: "ENOTFOUND" }), "");

describe("addresses", () => {
  test.each([
    "https://127.0.0.1/a.png",
    "https://2130706433/a.png",
    "https://0x7f.1/a.png",
    "https://10.0.0.8/a.png",
    "https://172.16.3.4/a.png",
    "https://192.168.1.1/a.png",
    "https://169.254.169.254/latest/meta-data",
    "https://100.64.0.1/a.png",
    "https://0.0.0.0/a.png",
    "https://[::1]/a.png",
    "https://[::]/a.png",
    "https://[::ffff:127.0.0.1]/a.png",
    "https://[::127.0.0.1]/a.png",
    "https://[64:ff9b::a00:1]/a.png",
    "https://[fd00::1]/a.png",
    "https://[fe80::1]/a.png",
    "http://93.184.215.14/plain-http.png",
    "https://user:secret@cdn.example/a.png",
    "ftp://cdn.example/a.png",
    "file:///etc/passwd",
    "data:image/png;base64,AAAA",
    "no url",
  ])("%s is refused unseen", async (url) => {
    const error = await rejection(download(url, { lookup: () => expect.unreachable("no name was to be resolved") }));
    expect(error).toBeInstanceOf(TerminalError);
    expect(error).toMatchObject({ code: "media.refused" });
    expect(JSON.stringify(error)).not.toContain("secret");
  });

  test.each(["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"])(
    "%s is public",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each([[["127.0.0.1"]], [["10.1.2.3"]], [["::1"]], [["93.184.215.14", "127.0.0.1"]], [[]]])(
    "a name for %j is refused at connect time",
    async (addresses) => {
      await using server = await startMediaServer((_, response) => response.end("private"));
      const url = `https://rebind.example:${server.port}/a.png`;
      const error = await rejection(download(url, { lookup: answering(...addresses) }));
      expect(error).toMatchObject({ code: "media.refused", detail: { host: "rebind.example", reason: "private" } });
      expect(server.connections()).toBe(0);
    },
  );

  test("a name that nobody knows may be known later", async () => {
    const error = await rejection(download("https://cdn.example/a.png", { lookup: unknown }));
    expect(error).toBeInstanceOf(RetryableError);
    expect(error).toMatchObject({ code: "media.unreachable", detail: { reason: "ENOTFOUND" } });
  });

  test.each([
    ["its port", (port: number) => `LOCALHOST.example:${port}`, true],
    ["no port", () => "localhost.example", true],
    ["another port", () => "localhost.example:1", false],
    ["a longer name", (port: number) => `x.localhost.example:${port}`, false],
  ])("a host listed with %s", async (_, entry, open) => {
    await using server = await startMediaServer((__, response) => response.end("listed"));
    const allowedHosts = [entry(server.port)];
    const url = `http://localhost.example:${server.port}/a.png`;
    const got = download(url, { allowedHosts, lookup: answering("127.0.0.1") });
    expect(
      await got.then(
        () => true,
        () => false,
      ),
    ).toBe(open);
    expect(server.received).toHaveLength(open ? 1 : 0);
  });
});

describe("redirects", () => {
  test.each([
    "https://127.0.0.1/a.png",
    "http://127.0.0.1:1/a.png",
    "https://10.0.0.1/a.png",
    "https://[::1]/a.png",
    "https://169.254.169.254/latest/meta-data",
    "http://cdn.example/a.png",
    "file:///etc/passwd",
  ])("to %s is refused", async (location) => {
    await using server = await startMediaServer((_, response) => response.writeHead(302, { location }).end());
    const error = await rejection(download(server.url("/"), { allowedHosts: [`127.0.0.1:${server.port}`] }));
    expect(error).toMatchObject({ code: "media.refused" });
    expect(server.received).toHaveLength(1);
  });

  test("to a listed host is followed", async () => {
    await using target = await startMediaServer((_, response) => response.end("moved"));
    await using server = await startMediaServer((_, response) =>
      response.writeHead(307, { location: target.url("/there") }).end("elsewhere"),
    );
    const allowedHosts = [`127.0.0.1:${server.port}`, `127.0.0.1:${target.port}`];
    expect(Buffer.from(await download(server.url("/"), { allowedHosts })).toString()).toBe("moved");
    expect(target.received.map(({ path }) => path)).toEqual(["/there"]);
  });

  test("from a listed host to one of its ports that is not listed is refused", async () => {
    await using target = await startMediaServer((_, response) => response.end("private"));
    await using server = await startMediaServer((_, response) =>
      response.writeHead(302, { location: target.url("/") }).end(),
    );
    const error = await rejection(download(server.url("/"), { allowedHosts: [`127.0.0.1:${server.port}`] }));
    expect(error).toMatchObject({ code: "media.refused" });
    expect(target.connections()).toBe(0);
  });

  test("within the host may be relative, and end after three", async () => {
    await using server = await startMediaServer((request, response) =>
      response.writeHead(302, { location: `${request.url}x` }).end(),
    );
    const error = await rejection(download(server.url("/"), { allowedHosts: ["127.0.0.1"] }));
    expect(error).toMatchObject({ code: "media.refused", detail: { reason: "redirects" } });
    expect(server.received.map(({ path }) => path)).toEqual(["/", "/x", "/xx", "/xxx"]);
  });
});

describe("size and time", () => {
  test("a body without end is cut", async () => {
    let sent = 0;
    const piece = Buffer.alloc(64 * 1024);
    await using server = await startMediaServer((_, response) => {
      const send = (): void => {
        if (response.destroyed) return;
        sent += piece.length;
        response.write(piece, () => setImmediate(send));
      };
      send();
    });
    const error = await rejection(download(server.url("/"), { allowedHosts: ["127.0.0.1"], maxBytes: MIB }));
    expect(error).toBeInstanceOf(TerminalError);
    expect(error).toMatchObject({ code: "media.too_large", detail: { maxBytes: MIB } });
    // What the sockets buffer on both sides goes past the limit, and no more.
    expect(sent).toBeLessThan(16 * MIB);
  });

  test("a body that announces too much is not read", async () => {
    await using server = await startMediaServer((_, response) => {
      response.writeHead(200, { "content-length": String(MIB + 1) }).flushHeaders();
    });
    const error = await rejection(download(server.url("/"), { allowedHosts: ["127.0.0.1"] }));
    expect(error).toMatchObject({ code: "media.too_large" });
  });

  test("a body of just the limit is taken", async () => {
    await using server = await startMediaServer((_, response) => response.end(Buffer.alloc(MIB)));
    expect((await download(server.url("/"), { allowedHosts: ["127.0.0.1"] })).byteLength).toBe(MIB);
  });

  test("a body that was given up leaves its reservation to the others", async () => {
    await using server = await startMediaServer(({ url }, response) => {
      response.write(Buffer.alloc(MIB));
      response.end(url === "/long" ? "and more" : "");
    });
    const downloader = createDownloader({ allowedHosts: ["127.0.0.1"], clock: systemClock });
    using reservation = await createMemoryBudget({ bytes: MIB, files: 1 }).reserve({ bytes: MIB, files: 1 }, never);
    await rejection(downloader.download(server.url("/long"), { maxBytes: MIB, reservation }, never));
    const bytes = await downloader.download(server.url("/just"), { maxBytes: MIB, reservation }, never);
    expect(bytes.byteLength).toBe(MIB);
    await downloader.close();
  });

  test("files that are too large leave their host's connections to the others", async () => {
    await using server = await startMediaServer(({ url }, response) => {
      if (url === "/fits") return response.end("fits");
      response.writeHead(200, { "content-length": String(2 * MIB) });
      return response.write("never ends");
    });
    const downloader = createDownloader({ allowedHosts: ["127.0.0.1"], clock: systemClock });
    using reservation = await createMemoryBudget({ bytes: MIB, files: 1 }).reserve({ bytes: MIB, files: 1 }, never);
    const fetch = async (path: string) =>
      await downloader.download(server.url(path), { maxBytes: MIB, reservation }, never);
    for (let count = 0; count < 20; count += 1) {
      expect(await rejection(fetch("/large"))).toMatchObject({ code: "media.too_large" });
    }
    expect((await fetch("/fits")).byteLength).toBe(4);
    await downloader.close();
  });

  test("a body that trickles is given up", async () => {
    let passed = 0;
    await using server = await startMediaServer((_, response) => {
      const timer = setInterval(() => response.write("."), 1);
      response.on("close", () => clearInterval(timer));
    });
    const clock = { ...systemClock, elapsed: () => (passed += 10_000) };
    const error = await rejection(download(server.url("/"), { allowedHosts: ["127.0.0.1"], clock }));
    expect(error).toBeInstanceOf(RetryableError);
    expect(error).toMatchObject({ code: "media.unreachable", detail: { reason: "slow" } });
  });

  test("a body that is cut short may come whole the next time", async () => {
    await using server = await startMediaServer((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => response.destroy());
    });
    const error = await rejection(download(server.url("/"), { allowedHosts: ["127.0.0.1"] }));
    expect(error).toMatchObject({ code: "media.unreachable" });
  });
});

test.each([
  [404, "media.unreachable"],
  [429, "media.unreachable"],
  [500, "media.unreachable"],
  [503, "media.unreachable"],
  [403, "media.gone"],
  [410, "media.gone"],
  [204, "media.gone"],
])("%d is %s", async (status, code) => {
  await using server = await startMediaServer((_, response) => response.writeHead(status).end());
  const error = await rejection(download(server.url("/"), { allowedHosts: ["127.0.0.1"] }));
  expect(error).toMatchObject({ code });
  expect(error).toBeInstanceOf(code === "media.gone" ? TerminalError : RetryableError);
});
