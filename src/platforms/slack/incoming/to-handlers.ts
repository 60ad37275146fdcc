import type { BlockAction, SlashCommand, ViewSubmitAction } from "@slack/bolt";
import { isFault, UserError } from "../../../domain/errors/errors.ts";
import type { OptionValues, Press } from "../../../domain/messages/invocation.ts";
import type { CommandSpec } from "../../../domain/messages/option.ts";
import type { Problem } from "../../../domain/messages/problem.ts";
import type { Answer } from "../../platform.ts";
import type { Admins } from "./admins.ts";
import { readPressId } from "../../press-id.ts";
import type { Context } from "./context.ts";
import type { FormPlace } from "../form/form.ts";
import { supportedCommands } from "../supported-commands.ts";
import { draftOf } from "./open-form.ts";
import type { FormParts } from "./open-form.ts";
import { replyOf } from "../origin.ts";
import { stubsOf, submitted } from "../form/submission.ts";
import type { SlackFile } from "../form/submission.ts";
import { readArguments } from "../arguments/read-arguments.ts";
import type { ParsedCommand } from "../arguments/read-arguments.ts";

export interface ToHandlersParts extends FormParts {
  readonly admins: Admins;
}

export type Answered =
  | { readonly kind: "form"; readonly wanted: ParsedCommand }
  | { readonly kind: "answer"; readonly answer: Answer };

/** What was typed goes to the handlers, unless a form is wanted. @throws UserError as the handlers do, `request.invalid` */
export async function handleCommand(
  parts: ToHandlersParts,
  { origin, responseUrl }: Context,
  body: SlashCommand,
): Promise<Answered> {
  const { admins, handlers, prefix, signal } = parts;
  const name = body.command.slice(1 + prefix.length);
  const spec = supportedCommands(handlers.commands).find((one) => one.name === name);
  if (spec === undefined) throw new UserError("generation.unknown");
  if (HELP.test(body.text)) return { kind: "answer", answer: { kind: "help", commands: handlers.commands } };
  const typed = readArguments(body.text, spec);
  if (spec.answer === "card" && typed.wantsForm) return { kind: "form", wanted: typed };
  // Who is an admin makes a difference to pages alone; asking Slack would only keep a card waiting.
  const isAdmin = spec.answer === "page" && (await admins.isAdmin(origin.guildId, origin.userId, signal));
  const { command, values } = typed;
  const answer = handlers.invoke({ ...origin, isAdmin, command, values }, replyOf(origin, responseUrl));
  return { kind: "answer", answer: await answer.catch(pointingToForm(spec, values)) };
}

/** What people try first, as Slack advises: https://docs.slack.dev/interactivity/implementing-slash-commands#best-practices */
const HELP = /^\s*(?:--|—)?help\s*$/i;

/** No file can be attached to what is typed: where one is missing, the refusal says where it goes. */
const pointingToForm = (spec: CommandSpec, values: OptionValues) => (error: unknown) => {
  if (isFault(error, "request.invalid") && lacksFile(error.detail.problems, spec, values)) {
    throw new UserError("request.invalid", { detail: { ...error.detail, formOf: spec.name } });
  }
  throw error;
};

function lacksFile(problems: readonly Problem[], { options }: CommandSpec, values: OptionValues): boolean {
  const files = options.filter(({ kind }) => kind === "file").map(({ name }) => name);
  return (
    !files.some((name) => name in values) &&
    problems.some((problem) =>
      problem.kind === "rule"
        ? files.some((name) => problem.says.includes(`\`${name}\``))
        : problem.kind === "required" && files.includes(problem.option),
    )
  );
}

/** Null: it was not a button that asks something, such as a link. @throws UserError as the handlers do */
export async function handlePress(
  parts: ToHandlersParts,
  { origin, responseUrl }: Context,
  body: BlockAction,
): Promise<Answer | null> {
  const { admins, handlers, signal } = parts;
  const value = buttonIn(body);
  if (value === null) return null;
  const pressed = readPressId(value);
  if (pressed === null) throw new UserError("generation.unknown");
  const isAdmin = ADMINS_MAY[pressed.action] && (await admins.isAdmin(origin.guildId, origin.userId, signal));
  return await handlers.press({ ...origin, ...pressed, isAdmin }, replyOf(origin, responseUrl));
}

/** Where it makes a difference who presses. */
const ADMINS_MAY: Readonly<Record<Press["action"], boolean>> = {
  cancel: true,
  again: false,
  edit: false,
  run: false,
  decline: false,
  list: true,
  bring: true,
};

/** What it carries; null where none was pressed, or one that only leads somewhere. */
export const buttonIn = ({ actions: [action] }: BlockAction): string | null =>
  action?.type === "button" ? (action.value ?? null) : null;

export interface Submission {
  readonly view: ViewSubmitAction["view"];
  readonly place: FormPlace;
}

/** @throws UserError as the handlers do, `press.expired`, `request.invalid` */
export async function handleSubmission(
  parts: ToHandlersParts,
  { origin, responseUrl }: Context,
  { view, place }: Submission,
): Promise<Answer> {
  const draft = await draftOf(parts, place);
  const files = await fetchStubs(parts, origin.guildId, stubsOf(view));
  const handlers = await parts.handlers.formsIn(origin);
  const values = submitted({ view, draft, handlers, files });
  const invocation = { ...origin, isAdmin: false, command: draft.command, values };
  return await parts.handlers.invoke(invocation, replyOf(origin, responseUrl));
}

/** A file of another organisation arrives as its ID alone: https://docs.slack.dev/reference/methods/files.info */
async function fetchStubs(
  { requests, signal }: ToHandlersParts,
  teamId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SlackFile>> {
  const found = await Promise.all(
    ids.map(async (id) => {
      const call = { teamId, method: "files.info", args: { file: id }, urgency: "answer", signal } as const;
      const { file } = await requests.call<{ readonly file: SlackFile }>(call);
      return [id, file] as const;
    }),
  );
  return new Map(found);
}
