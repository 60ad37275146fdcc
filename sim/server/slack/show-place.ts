import type { Manifest, Person } from "../../slack/simulator.ts";
import { ONLY } from "../../page/board/collections.ts";
import type { Channel } from "../../page/board/collections.ts";
import type { Board } from "../board.ts";

/** The workspace that the page shows, and who can be played in it. */
export interface Team {
  readonly name: string;
  readonly appName: string;
  readonly channels: readonly Channel[];
  readonly people: readonly Person[];
  /** What Slack was told of the app. */
  readonly manifest: Manifest;
}

/** `directs`: by person, the direct message with the app. */
export function showPlace(
  board: Board,
  { name, appName, channels, people, manifest }: Team,
  directs: ReadonlyMap<string, string>,
): void {
  board.put("slack.place", ONLY, {
    name,
    appName,
    directs: Object.fromEntries(directs),
    channels: channels.map((channel) => ({ id: channel.id, name: channel.name })),
    people: people.map(({ id, name: called, isAdmin }) => ({ id, name: called, isAdmin })),
    commands: (manifest.features?.slash_commands ?? []).map(({ command, description, usage_hint: usageHint = "" }) => ({
      command,
      description,
      usageHint,
      appName,
    })),
  });
}
