import type { BlockAction, SlashCommand, ViewSubmitAction } from "@slack/bolt";
import { UserError } from "../../../domain/errors.ts";
import type { OptionValues, Press } from "../../../domain/messages/invocation.ts";
import type { CommandSpec } from "../../../domain/messages/option.ts";
import type { Problem } from "../../../domain/messages/problem.ts";
import type { Answer } from "../../platform.ts";
import type { Admins } from "./admins.ts";
import { readPressId } from "../../press-id.ts";
import type { Doing } from "./context.ts";
import type { FormPlace } from "../form/form.ts";
import { offered } from "../supported-commands.ts";
import { draftOf } from "./open-form.ts";
import type { FormParts } from "./open-form.ts";
import { replyOf } from "../origin.ts";
import { stubsOf, submitted } from "../form/submission.ts";
import type { SlackFile } from "../form/submission.ts";
import { readTyped } from "../arguments/read-arguments.ts";
import type { TypedCommand } from "../arguments/read-arguments.ts";

export interface AskParts extends FormParts {
  readonly admins: Admins;
}

export type Asked =
  | { readonly kind: "form"; readonly wanted: TypedCommand }
  | { readonly kind: "answer"; readonly answer: Answer };

/** What was typed goes to the desk, unless a form is wanted. @throws UserError as the desk does, `request.invalid` */
export async function askCommand(parts: AskParts, { scene, whispers }: Doing, body: SlashCommand): Promise<Asked> {
  const { admins, desk, prefix, signal } = parts;
  const name = body.command.slice(1 + prefix.length);
  const spec = offered(desk.commands).find((one) => one.name === name);
  if (spec === undefined) throw new UserError("generation.unknown");
  if (HELP.test(body.text)) return { kind: "answer", answer: { kind: "help", commands: desk.commands } };
  const typed = readTyped(body.text, spec);
  if (spec.answer === "card" && typed.wantsForm) return { kind: "form", wanted: typed };
  // Who is an admin makes a difference to pages alone; asking Slack would only keep a card waiting.
  const isAdmin = spec.answer === "page" && (await admins.isAdmin(scene.guildId, scene.userId, signal));
  const { command, values } = typed;
  const asked = desk.invoke({ ...scene, isAdmin, command, values }, replyOf(scene, whispers));
  return { kind: "answer", answer: await asked.catch(pointingToForm(spec, values)) };
}

/** What people try first, as Slack advises: https://docs.slack.dev/interactivity/implementing-slash-commands#best-practices */
const HELP = /^\s*(?:--|—)?help\s*$/i;

/** No file can be attached to what is typed: where one is missing, the refusal says where it goes. */
const pointingToForm = (spec: CommandSpec, values: OptionValues) => (error: unknown) => {
  if (error instanceof UserError && error.code === "request.invalid" && lacksFile(error, spec, values)) {
    throw new UserError(error.code, { detail: { ...error.detail, formOf: spec.name } });
  }
  throw error;
};

function lacksFile({ detail }: UserError, { options }: CommandSpec, values: OptionValues): boolean {
  const problems = (detail["problems"] ?? []) as readonly Problem[];
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

/** Null: it was not a button that asks something, such as a link. @throws UserError as the desk does */
export async function askPress(parts: AskParts, { scene, whispers }: Doing, body: BlockAction): Promise<Answer | null> {
  const { admins, desk, signal } = parts;
  const value = buttonIn(body);
  if (value === null) return null;
  const pressed = readPressId(value);
  if (pressed === null) throw new UserError("generation.unknown");
  const isAdmin = ADMINS_MAY[pressed.action] && (await admins.isAdmin(scene.guildId, scene.userId, signal));
  return await desk.press({ ...scene, ...pressed, isAdmin }, replyOf(scene, whispers));
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

/** @throws UserError as the desk does, `press.expired`, `request.invalid` */
export async function askSubmission(
  parts: AskParts,
  { scene, whispers }: Doing,
  { view, place }: Submission,
): Promise<Answer> {
  const draft = await draftOf(parts, place);
  const files = await fetchStubs(parts, scene.guildId, stubsOf(view));
  const desk = await parts.desk.formsIn(scene);
  const values = submitted({ view, draft, desk, files });
  const invocation = { ...scene, isAdmin: false, command: draft.command, values };
  return await parts.desk.invoke(invocation, replyOf(scene, whispers));
}

/** A file of another organisation arrives as its ID alone: https://docs.slack.dev/reference/methods/files.info */
async function fetchStubs(
  { requests, signal }: AskParts,
  teamId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SlackFile>> {
  const found = await Promise.all(
    ids.map(async (id) => {
      const asked = { teamId, method: "files.info", args: { file: id }, urgency: "answer", signal } as const;
      const { file } = await requests.call<{ readonly file: SlackFile }>(asked);
      return [id, file] as const;
    }),
  );
  return new Map(found);
}
