// What the desk answered, as Slack shows it.

import type { Card } from "../../../domain/messages/card.ts";
import { asBotError } from "../../../domain/errors.ts";
import type { Log } from "../../../domain/log.ts";
import type { Edits } from "../../edit-queue.ts";
import type { Page, PageFile } from "../../../wording/page.ts";
import type { Answer } from "../../platform.ts";
import { FILES_LOST } from "../../../wording/slack-asides.ts";
import { sayBudget } from "../../../wording/budget.ts";
import { sayHelp } from "../../../wording/help-and-forms.ts";
import { sayRunsList } from "../../../wording/runs.ts";
import { sayUsage } from "../../../wording/usage.ts";
import type { MessageBody } from "../draw/message-body.ts";
import { pressId } from "../../press-id.ts";
import { drawCard } from "../draw/card.ts";
import type { Doing } from "./context.ts";
import { offered } from "../supported-commands.ts";
import { openForm } from "./open-form.ts";
import type { FormParts } from "./open-form.ts";
import { drawModels, drawPage } from "../draw/page.ts";
import { drawClosing, drawQuestion } from "../draw/question.ts";
import { replyOf } from "../origin.ts";
import { openDirect } from "../replies/replies.ts";
import type { Response } from "../api/requests.ts";
import { showFirst } from "../replies/progress.ts";
import { share, upload, whereAre } from "../replies/upload.ts";

export interface GiveParts extends FormParts {
  readonly lanes: Edits;
  readonly log: Log;
}

export async function give(parts: GiveParts, doing: Doing, answer: Answer): Promise<void> {
  switch (answer.kind) {
    case "card":
      await doing.done();
      await giveCard(parts, doing, answer.card);
      // The question that was answered. Where it cannot be taken away, its buttons say that it ran.
      if (doing.pressed?.isPrivate === true) await inPlace(parts, doing, { delete_original: true });
      return;
    case "brought":
      await doing.done();
      return await giveCard(parts, doing, answer.card);
    case "runs": {
      const page = sayRunsList(answer.list, { idOf: pressId });
      return await giveInPlace(parts, doing, drawPage(page, parts).body);
    }
    case "question":
      return await giveInPlace(parts, doing, drawQuestion(answer.question, parts));
    case "closed":
      return await giveInPlace(parts, doing, drawClosing(answer.closing, parts));
    case "redraw":
      await doing.done();
      return await redraw(parts, doing, answer.card);
    case "form":
      return await openForm(parts, doing, answer.form);
    case "models":
      return await doing.tell(drawModels(answer.models, parts));
    case "help":
      return await givePage(parts, doing, sayHelp(offered(answer.commands)));
    case "budget":
      return await givePage(parts, doing, sayBudget(answer.view));
    case "usage":
      return await givePage(parts, doing, sayUsage(answer.sheet));
  }
}

/** A message of the bot's own, which can be edited for as long as it stands. The same event twice makes one (P2). */
async function giveCard(parts: GiveParts, { scene, whispers }: Doing, card: Card): Promise<void> {
  const { desk, signal } = parts;
  const standing = await desk.standing(card.generationId);
  if (standing !== null && standing.reply.messageId !== null) return;
  const posted = await showFirst(parts, { reply: standing?.reply ?? replyOf(scene, whispers), card, signal });
  await desk.answered(card.generationId, posted);
}

/** What only one person sees changes where it was pressed; it never takes the place of what everybody sees. */
async function giveInPlace(parts: GiveParts, doing: Doing, body: MessageBody): Promise<void> {
  if (doing.pressed?.isPrivate !== true) return await doing.tell(body);
  await doing.done();
  await inPlace(parts, doing, { ...body, replace_original: true });
}

/** By the response URL of the press, which is bound to no limit of edits. */
export async function redraw(parts: GiveParts, doing: Doing, card: Card): Promise<void> {
  const body = drawCard(card, { now: parts.clock.now(), shared: [], links: [] });
  await inPlace(parts, doing, { ...body, replace_original: true });
}

async function inPlace({ requests, signal }: GiveParts, { whispers }: Doing, response: Response): Promise<void> {
  if (whispers !== null) await requests.respond(whispers.url, response, signal);
}

/** No private answer can hold a file, so those of a page go to the direct message with the person. */
async function givePage(parts: GiveParts, doing: Doing, page: Page): Promise<void> {
  const { body, files } = drawPage(page, parts);
  if (files.length === 0) return await doing.tell(body);
  await doing.done();
  try {
    const filesAt = await shareDirectly(parts, doing, files);
    await doing.tell(drawPage(page, { ...parts, filesAt }).body);
  } catch (error) {
    const { code, detail } = asBotError(error);
    parts.log.warn({ interactionId: doing.scene.interactionId, code, detail }, "files of a page not sent");
    const texts = page.blocks.filter((block) => !("file" in block));
    const without = { ...page, blocks: [...texts, { kind: "small", lines: [FILES_LOST] } as const] };
    await doing.tell(drawPage(without, parts).body);
  }
}

/** Where the first of them is; null while Slack still looks at it. */
async function shareDirectly(parts: GiveParts, { scene }: Doing, files: readonly PageFile[]): Promise<string | null> {
  const by = { teamId: scene.guildId, signal: parts.signal };
  const channelId = await openDirect(parts, { ...by, userId: scene.userId });
  const uploaded: { readonly id: string; readonly title: string }[] = [];
  for (const file of files) uploaded.push({ id: await upload(parts, file, by), title: file.name });
  await share(parts, { files: uploaded, channelId, threadTs: null }, by);
  const id = uploaded[0]?.id ?? "";
  const found = (await whereAre(parts, { ids: [id], looks: "few" }, by)).get(id);
  return found?.kind === "shared" ? found.permalink : null;
}
