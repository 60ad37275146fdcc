// Who was asked to let the app in, and the codes that came of it: https://docs.slack.dev/authentication/installing-with-oauth
import { randomBytes } from "node:crypto";
import type { Ids } from "./ids.ts";
import { Refusal } from "../rules/refusal.ts";

const CODE_LIFE_MS = 10 * 60_000;

export interface AuthorizeRequest {
  readonly id: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  /** As the app gave it; when it gave none, none may be given for the code either. */
  readonly givenRedirectUri: string | undefined;
  readonly state: string;
}

export interface Grant {
  readonly request: AuthorizeRequest;
  readonly placeId: string;
  readonly userId: string;
}

interface Code extends Grant {
  readonly expiresAt: number;
}

export class OauthStore {
  readonly #ids: Ids;
  readonly #now: () => number;
  readonly #requests = new Map<string, AuthorizeRequest>();
  readonly #codes = new Map<string, Code>();

  constructor(ids: Ids, now: () => number) {
    this.#ids = ids;
    this.#now = now;
  }

  ask(request: Omit<AuthorizeRequest, "id">): AuthorizeRequest {
    const asked = { ...request, id: this.#ids.next("R") };
    this.#requests.set(asked.id, asked);
    return asked;
  }

  find(id: string): AuthorizeRequest | undefined {
    return this.#requests.get(id);
  }

  allow(grant: Grant): string {
    const code = randomBytes(24).toString("hex");
    this.#codes.set(code, { ...grant, expiresAt: this.#now() + CODE_LIFE_MS });
    return code;
  }

  /** A code is good once. */
  redeem(code: string, redirectUri: string | undefined): Grant {
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    if (!grant || grant.expiresAt <= this.#now()) throw new Refusal("invalid_code");
    if (grant.request.givenRedirectUri !== redirectUri) throw new Refusal("bad_redirect_uri");
    return grant;
  }
}
