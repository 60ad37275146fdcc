import { randomBytes } from "node:crypto";

export interface Token {
  readonly value: string;
  readonly kind: "bot" | "app";
  /** The workspace or the enterprise that it was installed to; undefined for the app's own. */
  readonly placeId: string | undefined;
  readonly scopes: readonly string[];
  /** "inactive": the app was uninstalled. "revoked": the token alone was. */
  state: "live" | "inactive" | "revoked";
}

/** Every token that was ever given out. */
export class TokenStore {
  readonly #tokens = new Map<string, Token>();

  issue(kind: Token["kind"], scopes: readonly string[], placeId?: string): Token {
    const secret = randomBytes(18).toString("base64url").replaceAll(/[-_]/gu, "x");
    const value = kind === "bot" ? `xoxb-${placeId}-${secret}` : `xapp-1-${secret}`;
    const token: Token = { value, kind, placeId, scopes, state: "live" };
    this.#tokens.set(value, token);
    return token;
  }

  find(value: string): Token | undefined {
    return this.#tokens.get(value);
  }

  retire(placeId: string, state: "inactive" | "revoked"): void {
    for (const token of this.#tokens.values()) {
      if (token.placeId === placeId && token.state === "live") token.state = state;
    }
  }
}
