// What the demo's server answers: the page, the board as a stream, files, and what people do.

import { Hono } from "hono";
import { ClientRefusal as DiscordRefusal } from "../discord/simulator.ts";
import { ClientRefusal as SlackRefusal } from "../slack/simulator.ts";
import type { EngineAct } from "../page/board/acts.ts";
import { readAsset } from "./assets.ts";
import type { Board } from "./board.ts";
import { drawDocument, ICON, POLICY } from "./document.ts";
import { readAct } from "./read-act.ts";
import { Refused } from "./room-host.ts";
import type { RoomHost } from "./room-host.ts";
import type { Samples } from "./samples.ts";
import { serveFile } from "./serve-file.ts";
import { streamBoard } from "./stream.ts";

export interface Served {
  readonly board: Board;
  readonly samples: Samples;
  readonly discord: RoomHost<"discord">;
  /** Undefined: there is no Slack room. */
  readonly slack: RoomHost<"slack"> | undefined;
  readonly engine: (act: EngineAct) => Promise<void>;
  /** Aborts when the demo ends. */
  readonly closing: AbortSignal;
}

export function createApp(served: Served): Hono {
  const { board, samples, discord, slack, engine, closing } = served;
  const app = new Hono();
  app.use(async (c, next) => {
    if (!isLocal(c.req.header("host"))) return c.text("This page is only for this machine.", 421);
    await next();
    c.header("x-content-type-options", "nosniff");
    c.header("referrer-policy", "no-referrer");
    return undefined;
  });
  app.get("/", (c) => c.html(drawDocument(), 200, { "content-security-policy": POLICY, "cache-control": "no-store" }));
  app.get("/icon.svg", (c) => c.body(ICON, 200, { "content-type": "image/svg+xml" }));
  app.get("/board", () => streamBoard(board, closing));
  app.get("/files/:room/:id/:name", (c) => {
    const room = c.req.param("room") === "slack" ? slack : discord;
    const file = room?.file(c.req.param("id"));
    return file ? serveFile(file, c.req.header("range") ?? null) : c.notFound();
  });
  app.get("/samples/:name", async (c) => {
    const file = await samples.get(c.req.param("name"));
    return file ? serveFile(file, c.req.header("range") ?? null) : await c.notFound();
  });
  app.post("/acts/:room", async (c) => {
    if (!isSameOrigin(c.req.raw.headers)) return c.json({ problem: "That came from another page." }, 403);
    return c.json({ told: (await done(c.req.param("room"), c.req.raw)) ?? null });
  });
  app.get("*", (c) => {
    const asset = readAsset(c.req.path);
    return asset
      ? c.body(asset.body, 200, { "content-type": asset.contentType, "cache-control": "no-cache" })
      : c.notFound();
  });
  app.onError((error, c) => {
    const isRefused = [Refused, DiscordRefusal, SlackRefusal].some((kind) => error instanceof kind);
    return c.json(
      { problem: isRefused ? sentence(error.message) : `The demo itself failed: ${error.message}` },
      isRefused ? 422 : 500,
    );
  });

  const done = async (room: string, request: Request): Promise<unknown> => {
    if (room === "discord") return await discord.act(await readAct<"discord">(request));
    if (room === "slack" && slack) return await slack.act(await readAct<"slack">(request));
    if (room === "engine") return await engine(await readAct<"engine">(request));
    throw new Refused("There is no such room.");
  };
  return app;
}

/** A page elsewhere may have its own name lead to this machine: it is not answered. */
const isLocal = (host: string | undefined): boolean => /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host ?? "");

/** A browser says where a POST comes from, and a page elsewhere cannot make it say otherwise. */
function isSameOrigin(headers: Headers): boolean {
  return headers.get("origin") === `http://${headers.get("host")}`;
}

const sentence = (words: string): string =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.?!]$/.test(words) ? "" : "."}`;
