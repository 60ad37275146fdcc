// What the handlers answered, as Slack shows it.

import type { Card } from "../../../domain/messages/card.ts";
import { asBotError } from "../../../domain/errors/errors.ts";
import type { Log } from "../../../domain/log.ts";
import type { EditQueue } from "../../edit-queue.ts";
import type { Page, PageFile } from "../../../wording/page.ts";
import type { Answer } from "../../platform.ts";
import { FILES_LOST } from "../../../wording/slack-only.ts";
import { sayBudget } from "../../../wording/budget.ts";
import { sayHelp } from "../../../wording/help-and-forms.ts";
import { sayRunsList } from "../../../wording/runs.ts";
import { sayUsage } from "../../../wording/usage.ts";
import type { MessageBody } from "../draw/message-body.ts";
import { pressId } from "../../press-id.ts";
import { drawCard } from "../draw/card.ts";
import type { Context } from "./context.ts";
import { supportedCommands } from "../supported-commands.ts";
import { openForm } from "./open-form.ts";
import type { FormParts } from "./open-form.ts";
import { drawModels, drawPage } from "../draw/page.ts";
import { drawClosing, drawQuestion } from "../draw/question.ts";
import { replyOf } from "../origin.ts";
import { openDirect } from "../replies/replies.ts";
import type { Response } from "../api/requests.ts";
import { showFirst } from "../replies/progress.ts";
import { share, upload, whereAre } from "../replies/upload.ts";

export interface RespondParts extends FormParts {
  readonly lanes: EditQueue;
  readonly log: Log;
}

export async function respond(parts: RespondParts, context: Context, answer: Answer): Promise<void> {
  switch (answer.kind) {
    case "card":
      await context.done();
      await respondWithCard(parts, context, answer.card);
      // The question that was answered. Where it cannot be taken away, its buttons say that it ran.
      if (context.pressed?.isPrivate === true) await inPlace(parts, context, { delete_original: true });
      return;
    case "brought":
      await context.done();
      return await respondWithCard(parts, context, answer.card);
    case "runs": {
      const page = sayRunsList(answer.list, { idOf: pressId });
      return await respondInPlace(parts, context, drawPage(page, parts).body);
    }
    case "question":
      return await respondInPlace(parts, context, drawQuestion(answer.question, parts));
    case "closed":
      return await respondInPlace(parts, context, drawClosing(answer.closing, parts));
    case "redraw":
      await context.done();
      return await redraw(parts, context, answer.card);
    case "form":
      return await openForm(parts, context, answer.form);
    case "models":
      return await context.tell(drawModels(answer.models, parts));
    case "help":
      return await respondWithPage(parts, context, sayHelp(supportedCommands(answer.commands)));
    case "budget":
      return await respondWithPage(parts, context, sayBudget(answer.view));
    case "usage":
      return await respondWithPage(parts, context, sayUsage(answer.page));
  }
}

/** A message of the bot's own, which can be edited for as long as it stands. The same event twice makes one (P2). */
async function respondWithCard(parts: RespondParts, { origin, responseUrl }: Context, card: Card): Promise<void> {
  const { handlers, signal } = parts;
  const shown = await handlers.shownRun(card.generationId);
  if (shown !== null && shown.reply.messageId !== null) return;
  const posted = await showFirst(parts, { reply: shown?.reply ?? replyOf(origin, responseUrl), card, signal });
  await handlers.recordReply(card.generationId, posted);
}

/** What only one person sees changes where it was pressed; it never takes the place of what everybody sees. */
async function respondInPlace(parts: RespondParts, context: Context, body: MessageBody): Promise<void> {
  if (context.pressed?.isPrivate !== true) return await context.tell(body);
  await context.done();
  await inPlace(parts, context, { ...body, replace_original: true });
}

/** By the response URL of the press, which is bound to no limit of edits. */
export async function redraw(parts: RespondParts, context: Context, card: Card): Promise<void> {
  const body = drawCard(card, { now: parts.clock.now(), shared: [], links: [] });
  await inPlace(parts, context, { ...body, replace_original: true });
}

async function inPlace(
  { requests, signal }: RespondParts,
  { responseUrl }: Context,
  response: Response,
): Promise<void> {
  if (responseUrl !== null) await requests.respond(responseUrl.url, response, signal);
}

/** No private answer can hold a file, so those of a page go to the direct message with the person. */
async function respondWithPage(parts: RespondParts, context: Context, page: Page): Promise<void> {
  const { body, files } = drawPage(page, parts);
  if (files.length === 0) return await context.tell(body);
  await context.done();
  try {
    const filesAt = await shareDirectly(parts, context, files);
    await context.tell(drawPage(page, { ...parts, filesAt }).body);
  } catch (error) {
    const { code, detail } = asBotError(error);
    parts.log.warn({ interactionId: context.origin.interactionId, code, detail }, "files of a page not sent");
    const texts = page.blocks.filter((block) => !("file" in block));
    const without = { ...page, blocks: [...texts, { kind: "small", lines: [FILES_LOST] } as const] };
    await context.tell(drawPage(without, parts).body);
  }
}

/** Where the first of them is; null while Slack still looks at it. */
async function shareDirectly(
  parts: RespondParts,
  { origin }: Context,
  files: readonly PageFile[],
): Promise<string | null> {
  const by = { teamId: origin.guildId, signal: parts.signal };
  const channelId = await openDirect(parts, { ...by, userId: origin.userId });
  const uploaded: { readonly id: string; readonly title: string }[] = [];
  for (const file of files) uploaded.push({ id: await upload(parts, file, by), title: file.name });
  await share(parts, { files: uploaded, channelId, threadTs: null }, by);
  const id = uploaded[0]?.id ?? "";
  const found = (await whereAre(parts, { ids: [id], checks: "few" }, by)).get(id);
  return found?.kind === "shared" ? found.permalink : null;
}
