// What people of a simulated workspace upload, and the real thing that reads it.

import { Agent } from "undici";
import type { SlackFile } from "../../../sim/slack/state/slack-file.ts";
import type { SlackSimulator, Fixtures } from "../../../sim/slack/simulator.ts";
import type { Attachment } from "../../../src/domain/messages/invocation.ts";
import { createOpenFile } from "../../../src/platforms/slack/api/open-file.ts";
import type { OpenFile } from "../../../src/domain/media.ts";
import { anAttachment } from "../../an-attachment.ts";

export interface Reader extends AsyncDisposable {
  readonly openFile: OpenFile;
}

/** Reads with the token that the simulator has given out for a workspace. */
export function openReader(slack: SlackSimulator, apiUrl = slack.apiUrl): Reader {
  const dispatcher = new Agent();
  const tokenOf = async (teamId: string): Promise<string | null> =>
    slack.workspaces.find(({ id }) => id === teamId)?.installation?.botToken ?? null;
  return {
    openFile: createOpenFile({ apiUrl, dispatcher, tokenOf }),
    [Symbol.asyncDispose]: async () => await dispatcher.destroy(),
  };
}

export function share({ channels, members }: Fixtures, bytes: Uint8Array, name = "fox.png"): SlackFile {
  const [file] = members[0].upload(channels[0], { name, bytes }).files;
  if (file === undefined) throw new Error("no file");
  return file;
}

export const attachmentOf = ({ name, urlPrivate: url, mimetype, size }: SlackFile): Attachment =>
  anAttachment({ name, url, contentType: mimetype, bytes: size });
