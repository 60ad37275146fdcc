// Slack's page that asks whether the app may come in. In a browser it works with the mouse.
import { html } from "hono/html";
import type { AuthorizeRequest } from "../state/oauth-store.ts";
import type { Context, Rest } from "./rest.ts";
import type { Slack } from "../state/state.ts";

export function serveOauth(rest: Rest, slack: Slack): void {
  rest.get("/oauth/v2/authorize", async (c) => await askPage(c, slack));
  rest.get("/oauth/v2/decide", async (c) => {
    const request = slack.oauth.find(c.req.query("request") ?? "");
    const member = slack.places.members.get(c.req.query("user") ?? "");
    if (!request || !member) return await errorPage(c, "This page has expired.");
    if (c.req.query("decision") !== "allow") return c.redirect(back(request, { error: "access_denied" }));
    const place = slack.places.workspaces.get(member.workspaceId);
    const placeId = c.req.query("org") === "1" ? place?.enterpriseId : place?.id;
    const mayInstall = !member.isRestricted && !member.isStranger && !member.deleted;
    if (placeId === undefined || !mayInstall) return await errorPage(c, "You are not allowed to install apps here.");
    return c.redirect(back(request, { code: slack.oauth.allow({ request, placeId, userId: member.id }) }));
  });
}

async function askPage(c: Context, slack: Slack): Promise<Response> {
  const { client_id: clientId, scope = "", state = "", redirect_uri: givenRedirectUri } = c.req.query();
  const scopes = scope.split(/[\s,]+/u).filter((word) => word !== "");
  const redirectUri = givenRedirectUri ?? slack.app.manifest.oauth_config?.redirect_urls?.[0];
  if (clientId !== slack.app.clientId) return await errorPage(c, "Invalid client_id parameter");
  if (scopes.length === 0) return await errorPage(c, "No scopes requested");
  const unknown = scopes.filter((word) => !slack.app.scopes.includes(word));
  if (unknown.length > 0) return await errorPage(c, `Invalid permissions requested: ${unknown.join(", ")}`);
  if (redirectUri === undefined || !slack.app.allowsRedirect(redirectUri)) {
    return await errorPage(c, "redirect_uri did not match any configured URIs.");
  }
  const request = slack.oauth.ask({ scopes, redirectUri, givenRedirectUri, state });
  const people = [...slack.places.members.values()].map((member) => {
    const { name = "", enterpriseId } = slack.places.workspaces.get(member.workspaceId) ?? {};
    const link = `/oauth/v2/decide?request=${request.id}&user=${member.id}&decision=`;
    const whole =
      enterpriseId === undefined ? "" : html`<a href="${link}allow&org=1">Allow for the whole organisation</a>`;
    return html`<li>
      ${member.name} of ${name}: <a href="${link}allow">Allow</a> ${whole} <a href="${link}cancel">Cancel</a>
    </li>`;
  });
  const title = `${slack.app.name} is requesting permission to access Slack`;
  return c.html(
    await html`<!doctype html>
      <title>${title}</title>
      <meta name="request" content="${request.id}" />
      <h1>${title}</h1>
      <p>${scopes.join(", ")}</p>
      <ul>
        ${people}
      </ul>`,
  );
}

async function errorPage(c: Context, message: string): Promise<Response> {
  return c.html(
    await html`<!doctype html><title>Oops!</title>
      <p>${message}</p>`,
    400,
  );
}

function back({ redirectUri, state }: AuthorizeRequest, outcome: Readonly<Record<string, string>>): string {
  const url = new URL(redirectUri);
  for (const [key, value] of Object.entries({ ...outcome, state })) url.searchParams.set(key, value);
  return url.href;
}
