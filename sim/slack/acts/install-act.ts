// A person installs the app as a browser does: the app's page, Slack's page, and back with a code.
import type { InstallOptions, InstallOutcome } from "../state/people.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";
import type { Slack } from "../state/state.ts";
import type { Member } from "../state/places.ts";

export async function installAsBrowser(
  slack: Slack,
  member: Member,
  { installUrl, options }: { readonly installUrl: string; readonly options: InstallOptions },
): Promise<InstallOutcome> {
  const start = await fetch(installUrl, { redirect: "manual" });
  const cookies = start.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  const authorizeUrl = authorizeLink(start.headers.get("location") ?? (await start.text()), slack.origin());
  const page = await fetch(authorizeUrl);
  const html = await page.text();
  const request = /name="request" content="([^"]+)"/u.exec(html)?.[1];
  if (request === undefined) return { status: page.status, html };
  const decide = new URL("/oauth/v2/decide", slack.origin());
  const decision = { request, user: member.id, decision: options.deny ? "cancel" : "allow" };
  decide.search = String(new URLSearchParams({ ...decision, ...(options.orgWide && { org: "1" }) }));
  const decided = await fetch(decide, { redirect: "manual" });
  const location = decided.headers.get("location");
  if (location === null) return { status: decided.status, html: await decided.text() };
  const back = new URL(location);
  if (options.forgedState !== undefined) back.searchParams.set("state", options.forgedState);
  const headers = options.withoutCookies ? {} : { cookie: cookies.join("; ") };
  const end = await fetch(back, { headers, redirect: "manual" });
  return { status: end.status, html: await end.text() };
}

function authorizeLink(text: string, origin: string): string {
  const link = new RegExp(`${origin.replaceAll(".", "\\.")}/oauth/v2/authorize[^"'\\s]*`, "u").exec(text)?.[0];
  if (link === undefined) throw new ClientRefusal("the app's page does not lead to Slack");
  return link.replaceAll("&amp;", "&");
}
