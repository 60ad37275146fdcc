// All that the page knows: entries, each by a key of its collection. The server keeps the same and sends what changes.

import type { APIApplicationCommand, APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import type { ShownMessage as DiscordShown } from "../discord/message/shown-message.ts";
import type { ShownCommand } from "../slack/composer/hints.ts";
import type { ShownMessage as SlackShown } from "../slack/message/shown-message.ts";
import type { ShownView } from "../slack/form/shown-view.ts";
import type { ShownBot, ShownRequest, ShownSwitch, ShownTask } from "./engine.ts";

export interface Channel {
  readonly id: string;
  readonly name: string;
}

export interface Resident {
  readonly id: string;
  readonly name: string;
  readonly isAdmin: boolean;
}

interface Place {
  readonly name: string;
  readonly channels: readonly Channel[];
  readonly people: readonly Resident[];
}

export interface DiscordPlace extends Place {
  readonly roles: readonly Channel[];
  /** What each may do, as a decimal string, by the person's id. */
  readonly permissions: Readonly<Record<string, string>>;
  /** As the bot published them. */
  readonly commands: readonly APIApplicationCommand[];
}

export interface SlackPlace extends Place {
  readonly appName: string;
  /** By person: the id of the direct message with the app, once there is one. */
  readonly directs: Readonly<Record<string, string>>;
  readonly commands: readonly ShownCommand[];
}

interface Placed {
  readonly id: string;
  readonly channelId: string;
  /** Null: everybody sees it. */
  readonly visibleTo: string | null;
}

export interface DiscordMessage extends Placed {
  readonly shown: DiscordShown;
}

interface SlackMessage extends Placed {
  readonly shown: SlackShown;
}

/** A form that is open for one person. */
export interface DiscordForm {
  readonly id: string;
  readonly openedFor: string;
  readonly data: APIModalInteractionResponseCallbackData;
}

interface SlackView {
  readonly openedFor: string;
  readonly shown: ShownView;
}

/** What somebody did and the bot has not answered, or not in time. */
export interface OpenAct {
  readonly id: string;
  readonly kind: "command" | "component" | "form" | "autocomplete";
  /** The command as it was typed, or the id of the component. */
  readonly name: string;
  readonly by: string;
  readonly channelId: string;
  /** The message whose component was used. */
  readonly messageId: string | null;
  readonly formId: string | null;
  readonly at: number;
  readonly state: "pending" | "failed";
  /** In the platform's own words, where it has some. */
  readonly failure: string | null;
}

/** A file at hand for whoever has none. */
export interface Sample {
  readonly name: string;
  readonly contentType: string;
  readonly url: string;
}

export interface Collections {
  /** One entry, by the key `ONLY`. So are `slack.place` and `engine.bot`. */
  readonly "discord.place": DiscordPlace;
  readonly "discord.messages": DiscordMessage;
  readonly "discord.forms": DiscordForm;
  readonly "discord.acts": OpenAct;
  readonly "slack.place": SlackPlace;
  readonly "slack.messages": SlackMessage;
  readonly "slack.views": SlackView;
  readonly "slack.acts": OpenAct;
  readonly samples: Sample;
  readonly "engine.bot": ShownBot;
  readonly "engine.switches": ShownSwitch;
  readonly "engine.tasks": ShownTask;
  readonly "engine.requests": ShownRequest;
}

export type Collection = keyof Collections;

/** The only key of a collection that has one entry. */
export const ONLY = "only";

/** Null: it is gone. */
export interface Change<In extends Collection = Collection> {
  readonly in: In;
  readonly key: string;
  readonly entry: Collections[In] | null;
}

/** An event of the stream: all there is, when somebody connects, and then what changes. */
export const STREAM = { all: "all", changes: "changes" } as const;
