// Forms, from the command or the press that opens one to its submission: what is filled in and where the answer belongs is
// remembered in between.

import { isDeepStrictEqual } from "node:util";
import type { types, ViewOutput } from "@slack/bolt";
import { isFault, TerminalError, UserError } from "../../../domain/errors/errors.ts";
import type { OptionValues } from "../../../domain/messages/invocation.ts";
import type { KeyValueStore } from "../../../domain/key-value.ts";
import type { Handlers, Form } from "../../platform.ts";
import { sayRefusal } from "../../../wording/refusals/say-refusal.ts";
import type { Incoming } from "../connection/bolt-app.ts";
import type { Context } from "./context.ts";
import { drawForm, readPlace } from "../form/form.ts";
import type { Draft, FormPlace } from "../form/form.ts";
import { drawRefusal, inView } from "../draw/page.ts";
import { teamOf } from "../origin.ts";
import type { ResponseUrl } from "../origin.ts";
import type { RepliesParts } from "../replies/replies.ts";
import { switched } from "../form/submission.ts";

export interface FormParts extends RepliesParts {
  readonly handlers: Handlers;
  readonly keyValue: KeyValueStore;
  readonly signal: AbortSignal;
}

interface Wanted {
  readonly command: string;
  readonly values: OptionValues;
}

/** A form stays open for as long as somebody thinks about a prompt. */
const DRAFT_MS = 6 * 60 * 60_000;

const draftKey = (draftId: string): string => `slack:draft:${draftId}`;
const responseUrlKey = (viewId: string): string => `slack:view:${viewId}`;

/** Before anything else is done: a trigger lives for three seconds. @throws UserError `form.late`, `model.off` */
export async function openForm(parts: FormParts, context: Context, { command, values }: Wanted): Promise<void> {
  const { handlers, keyValue, prefix, requests, signal } = parts;
  const { channelId, channelName, guildId: teamId, interactionId } = context.origin;
  const isEmpty = Object.keys(values).length === 0;
  const place = { command, channelId, channelName, draftId: isEmpty ? null : interactionId };
  const form = handlers.form(command, values);
  const opened = await requests
    .call<{ readonly view: Opened }>({
      teamId,
      signal,
      method: "views.open",
      args: { trigger_id: context.triggerId, view: drawForm(form, { ...place, prefix }) },
      urgency: "answer",
    })
    .then(
      ({ view }) => view,
      (error: unknown) => {
        if (isFault(error, "reply.too_late", "reply.busy")) throw new UserError("form.late");
        // Not one of those that leave the person waiting for something to come.
        throw new TerminalError("form.refused", { cause: error });
      },
    );
  const draft: Draft = { command, values };
  if (!isEmpty) await keyValue.set(draftKey(interactionId), draft, DRAFT_MS);
  if (context.responseUrl !== null) await keyValue.set(responseUrlKey(opened.id), context.responseUrl, DRAFT_MS);
  await context.done();
  await offerOthers(parts, { form, opened, place, teamId });
}

interface Opened {
  readonly id: string;
  readonly hash: string;
}

interface OpenForm {
  /** As every workspace has it: from memory, for the sake of the trigger. */
  readonly form: Form;
  readonly opened: Opened;
  readonly place: FormPlace;
  readonly teamId: string;
}

/** Takes the models out of an open form that this workspace has switched off. Until then they are refused on submission. */
async function offerOthers(parts: FormParts, { form, opened, place, teamId }: OpenForm): Promise<void> {
  const { command, draftId } = place;
  const { values } = await draftOf(parts, place);
  const next = await formHere(parts, teamId, { command, values }).catch(inRefusal(parts));
  if (isDeepStrictEqual(next, form)) return;
  const view = "blocks" in next ? next : drawForm(next, { ...place, draftId, prefix: parts.prefix });
  const args = { view_id: opened.id, hash: opened.hash, view };
  const call = { teamId, method: "views.update", args, urgency: "answer", signal: parts.signal } as const;
  // Somebody was quicker, or has closed it.
  await parts.requests.call(call).catch(() => null);
}

const formHere = async ({ handlers }: FormParts, guildId: string, { command, values }: Wanted): Promise<Form> =>
  (await handlers.formsIn({ platform: "slack", guildId })).form(command, values);

/** What is wrong, in place of the form. */
const inRefusal = (parts: FormParts) => (error: unknown) => {
  if (!(error instanceof UserError)) throw error;
  return inView(drawRefusal(sayRefusal(error), parts));
};

export const responseUrlOf = async ({ keyValue }: FormParts, viewId: string): Promise<ResponseUrl | null> =>
  (await keyValue.get<ResponseUrl>(responseUrlKey(viewId))) ?? null;

/** @throws UserError `press.expired` */
export async function draftOf({ keyValue }: FormParts, { command, draftId }: FormPlace): Promise<Draft> {
  if (draftId === null) return { command, values: {} };
  const draft = await keyValue.get<Draft>(draftKey(draftId));
  if (draft === undefined) throw new UserError("press.expired", { detail: { of: "form" } });
  return draft;
}

/** Another model was chosen: the same form with that one's fields, and what was entered so far. */
export async function changeModel(
  parts: FormParts,
  { body, ack }: Extract<Incoming, { readonly kind: "press" }>,
): Promise<void> {
  const { requests, signal } = parts;
  await ack();
  const { view } = body;
  if (view === undefined) return;
  const teamId = teamOf(body);
  const next = await changed(parts, view, teamId).catch(inRefusal(parts));
  const args = { view_id: view.id, hash: view.hash, view: next };
  await requests.call({ teamId, method: "views.update", args, urgency: "answer", signal });
}

async function changed(parts: FormParts, view: ViewOutput, teamId: string): Promise<types.ModalView> {
  const place = readPlace(view.private_metadata);
  if (place === null) throw new UserError("press.expired", { detail: { of: "form" } });
  const handlers = await parts.handlers.formsIn({ platform: "slack", guildId: teamId });
  const form = switched({ view, draft: await draftOf(parts, place), handlers });
  const draftId = place.draftId ?? `${teamId}:${view.id}`;
  const draft: Draft = { command: form.command, values: form.values };
  await parts.keyValue.set(draftKey(draftId), draft, DRAFT_MS);
  return drawForm(form, { ...place, draftId, prefix: parts.prefix });
}
