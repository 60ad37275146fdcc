/** Why Slack ends a connection: https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect */
export type DisconnectReason = "warning" | "refresh_requested" | "link_disabled" | "too_many_websockets";

export interface SocketConnection {
  readonly id: string;
  readonly openedAt: number;
  /** "draining": told to go, and given no more envelopes. */
  readonly state: "open" | "draining" | "closed";
  /** Envelopes that it was given, and those of them that it has acknowledged. */
  readonly delivered: number;
  readonly acknowledged: number;
}

/** Every verb is about one connection, or about all that are open. */
export interface SocketControl {
  /** Those that are gone included, the oldest first. */
  readonly connections: readonly SocketConnection[];
  /** False: connections stand, but nothing is ever said over them. Set before a client comes. */
  saysHello: boolean;
  /** Asks the client to come back on a new connection: "refresh_requested". */
  refresh(connectionId?: string): void;
  /** Says that the end is near; the connection gets no more envelopes. */
  warn(connectionId?: string): void;
  /** "link_disabled": Socket Mode was switched off. */
  disable(connectionId?: string): void;
  /** Cuts the connection without a word. What it had not acknowledged is lost; events are delivered again. */
  drop(connectionId?: string): void;
}
