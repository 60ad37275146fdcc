// Where bytes go in and out. https://docs.slack.dev/messaging/working-with-files
import { botSees } from "./file-access.ts";
import type { Context, Rest } from "./rest.ts";
import type { SlackFile } from "../state/slack-file.ts";
import type { Slack } from "../state/state.ts";

const SIGN_IN = "<!doctype html><title>Sign in | Slack</title><h1>Sign in to your workspace</h1>";
const NO_ACCESS = "<!doctype html><title>Slack</title><h1>You don’t have access to this file</h1>";

export function serveFiles(rest: Rest, slack: Slack): void {
  rest.post("/upload/v1/:ticket", async (c) => {
    const bytes = await uploaded(c);
    if (!slack.files.receive(c.req.param("ticket"), bytes)) return c.text("upload failed", 400);
    return c.text(`OK - ${bytes.length}`);
  });
  rest.get("/files-pri/:path/:name", (c) => download(c, slack));
  rest.get("/files-pri/:path/download/:name", (c) => download(c, slack));
  rest.get("/files-origin/:path/:name", (c) => download(c, slack));
  rest.get("/signin", (c) => c.html(SIGN_IN));
}

/** Raw, or the file of a multipart form. */
async function uploaded(c: Context): Promise<Uint8Array> {
  const type = c.req.header("content-type") ?? "";
  if (!type.startsWith("multipart/form-data")) return new Uint8Array(c.var.bytes);
  const form = await new Response(c.var.bytes, { headers: { "content-type": type } }).formData();
  const file = [...form.values()].find((value) => typeof value !== "string");
  return file ? await file.bytes() : new Uint8Array();
}

/** Whoever shows no token is asked to sign in; a token that may not see the file gets a page as well, never bytes. */
function download(c: Context, slack: Slack): Response | Promise<Response> {
  const path = c.req.param("path") ?? "";
  const [workspaceId = "", fileId = ""] = path.split("-");
  const file = slack.files.find(fileId);
  const value = c.var.sent.token;
  if (value === undefined || c.req.header("authorization") === undefined) {
    return c.redirect(`/signin?redir=${encodeURIComponent(c.req.path)}`);
  }
  if (file?.workspaceId !== workspaceId || !mayRead(slack, file, value)) return c.html(NO_ACCESS, 403);
  const isGrid = slack.places.workspaces.get(workspaceId)?.enterpriseId !== undefined;
  if (isGrid && !c.req.path.startsWith("/files-origin/")) return c.redirect(`/files-origin/${path}/${file.id}`);
  const headers = { "Content-Type": file.mimetype, "Content-Length": String(file.size) };
  return c.body(new Uint8Array(file.bytes), 200, headers);
}

function mayRead(slack: Slack, file: SlackFile, value: string): boolean {
  const token = slack.tokens.find(value);
  if (token?.kind !== "bot" || token.state !== "live" || !token.scopes.includes("files:read")) return false;
  const isOfWorkspace = slack.places.workspacesOf(token.placeId ?? "").some(({ id }) => id === file.workspaceId);
  return isOfWorkspace && file.state === "ready" && botSees(slack, file);
}
