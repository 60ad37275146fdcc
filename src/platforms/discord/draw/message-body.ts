import { ComponentType, MessageFlags } from "discord.js";
import type { APIContainerComponent, APIMessageTopLevelComponent, APITextDisplayComponent, RawFile } from "discord.js";

/** What every message of ours carries, new or edited: an edit that leaves the mentions out would ping again. */
export interface MessageBody {
  readonly flags: MessageFlags;
  readonly components: APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: never[] };
  /** Every file the message is to have from now on. */
  readonly attachments?: SentAttachment[];
}

/** A file of this request, by its place in it. An edit can show only the files that it names. */
interface SentAttachment {
  readonly id: string;
  readonly filename: string;
  readonly description: string;
}

export const COLOURS = { busy: 0x5865f2, good: 0x3ba55d, bad: 0xed4245, quiet: 0x80848e, odd: 0xf0b132 } as const;

/** A message of one container. Components V2 from the first answer on, because the flag can never be taken back. */
export const message = (colour: number, components: APIContainerComponent["components"]): MessageBody => ({
  flags: MessageFlags.IsComponentsV2,
  components: [{ type: ComponentType.Container, accent_color: colour, components }],
  allowed_mentions: { parse: [] },
});

/** For the one person who asked. */
export const privately = (body: MessageBody): MessageBody => ({ ...body, flags: body.flags | MessageFlags.Ephemeral });

export const textDisplay = (content: string): APITextDisplayComponent => ({ type: ComponentType.TextDisplay, content });

/** One request's worth of message. Drawn for every request: discord.js writes into what it is given. */
export interface Payload {
  readonly body: MessageBody & { readonly message_reference?: unknown };
  readonly files: RawFile[];
}

/** `withheld`: without what was typed, for where AutoMod refuses it. */
export type Draw = (withheld: boolean) => Payload;
