// Slack over HTTP: Bolt's receiver on our own server. It believes only what is signed and less than five minutes old, and
// answers 401 to the rest: https://docs.slack.dev/authentication/verifying-requests-from-slack

import type { IncomingMessage, ServerResponse } from "node:http";
import { HTTPReceiver, HTTPReceiverDeferredRequestError } from "@slack/bolt";
import type { Installation, InstallationStore, Logger, Receiver } from "@slack/bolt";
import { TerminalError } from "../../../domain/errors/errors.ts";
import type { Log } from "../../../domain/log.ts";
import { INSTALLED, NOT_INSTALLED, REFUSED_INSTALL } from "../../../wording/install-page.ts";
import { drawInstallPage } from "./install-page.ts";
import type { Installer } from "./installations.ts";
import { PATHS } from "./paths.ts";
import { SCOPES } from "./scopes.ts";
import type { Transport } from "../api/transport.ts";

export interface WebAccess {
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs what goes with a browser to Slack's page and comes back from it. */
  readonly stateSecret: string;
  /** How the outside reaches us; no slash at the end. */
  readonly publicUrl: string;
}

interface MountParts extends WebAccess {
  readonly apiUrl: string;
  readonly installationStore: InstallationStore;
  readonly transport: Transport;
  readonly log: Log;
  readonly sdkLog: Logger;
}

/** As our own server takes it. */
export interface Route {
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface HttpReceiver {
  /** Takes requests between `start` and `stop`. */
  readonly receiver: Receiver;
  readonly route: Route;
  readonly isOpen: () => boolean;
  readonly installer: Installer;
}

/** For the exchange of a code, which is good once. */
const EXCHANGE_TIMEOUT_MS = 10_000;

export function createHttpReceiver(parts: MountParts): HttpReceiver {
  const http = new HTTPReceiver({
    signingSecret: parts.signingSecret,
    endpoints: PATHS.events,
    logger: parts.sdkLog,
    // The default throws nothing either, but logs the error whole.
    processEventErrorHandler: async ({ response }) => {
      if (!response.headersSent) response.writeHead(500).end();
      return false;
    },
    ...installing(parts),
  });
  const { installer } = http;
  if (installer === undefined) throw new TerminalError("internal", { detail: { why: "no installer" } });
  let isOpen = false;
  const handle: Route["handle"] = (request, response) => {
    if (!isOpen) {
      response.writeHead(503, { "retry-after": "5" }).end();
      return;
    }
    // What was too long to be read would hold its connection.
    response.once("finish", () => request.resume());
    try {
      http.requestListener(request, response);
    } catch (error) {
      if (!(error instanceof HTTPReceiverDeferredRequestError)) throw error;
      response.writeHead(404).end();
    }
  };
  return {
    route: { path: PATHS.all, handle },
    isOpen: () => isOpen,
    installer: {
      authorize: async (place) => await installer.authorize(place),
    },
    receiver: {
      init: (app) => http.init(app),
      start: async () => {
        isOpen = true;
      },
      stop: async () => {
        isOpen = false;
      },
    },
  };
}

type HttpOptions = ConstructorParameters<typeof HTTPReceiver>[0];

/** The way into a workspace: https://docs.slack.dev/authentication/installing-with-oauth */
function installing({ transport, log, apiUrl, ...parts }: MountParts): Partial<HttpOptions> {
  return {
    clientId: parts.clientId,
    clientSecret: parts.clientSecret,
    stateSecret: parts.stateSecret,
    redirectUri: parts.publicUrl + PATHS.installed,
    scopes: [...SCOPES],
    installationStore: parts.installationStore,
    installerOptions: {
      installPath: PATHS.install,
      redirectUriPath: PATHS.installed,
      authorizationUrl: new URL("/oauth/v2/authorize", apiUrl).href,
      clientOptions: transport.clientOptions(EXCHANGE_TIMEOUT_MS),
      // Slack's own page says what the bot is about to be allowed; one of ours before it would say it twice.
      directInstall: true,
      callbackOptions: {
        success: (...[installation, , , response]) => {
          log.info(placeOf(installation), "slack workspace installed the bot");
          show(response, 200, drawInstallPage(INSTALLED(nameOf(installation))));
        },
        failure: (...[{ code }, , request, response]) => {
          const isRefused =
            URL.parse(request.url ?? "", "http://localhost")?.searchParams.get("error") === "access_denied";
          log.warn({ code, isRefused }, "slack installation failed");
          show(response, 400, drawInstallPage(isRefused ? REFUSED_INSTALL : NOT_INSTALLED, PATHS.install));
        },
      },
    },
  };
}

const placeOf = ({ team, enterprise, isEnterpriseInstall }: Installation) => ({
  teamId: team?.id ?? null,
  enterpriseId: enterprise?.id ?? null,
  isEnterpriseInstall,
});

const nameOf = ({ team, enterprise }: Installation): string | null => team?.name ?? enterprise?.name ?? null;

function show(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(html);
}
