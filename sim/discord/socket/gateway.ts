export interface GatewaySession {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  /** False: its connection is gone, but it can still be resumed. */
  readonly connected: boolean;
  /** Of the last event sent to it. */
  readonly sequence: number;
}

/** What a test may do to the gateway. Each applies to every connection, or to one shard's. */
export interface GatewayControl {
  readonly sessions: readonly GatewaySession[];
  /** Opcode 7: asks to reconnect and resume, then closes the connection. */
  reconnect(shardId?: number): void;
  /** Opcode 9. Not resumable: the session is forgotten. */
  invalidate(resumable: boolean, shardId?: number): void;
  /** Closes the connections with this code: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */
  close(code: number, shardId?: number): void;
  /** The connection is lost without a close frame. */
  drop(shardId?: number): void;
}
