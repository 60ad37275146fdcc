// Where messages and commands are typed. https://docs.slack.dev/interactivity/implementing-slash-commands

import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { commandOf, partsOf } from "./hints.ts";
import type { ShownCommand } from "./hints.ts";
import { drawHints, hintId } from "./hint-list.ts";
import { drawIcon } from "../../payload/icon.ts";
import { useTyping } from "./use-typing.ts";
import type { TypingOptions } from "./use-typing.ts";

interface ComposerProps extends TypingOptions {
  /** "Message #studio" */
  readonly placeholder: string;
  /** Why it could not be sent; said below. */
  readonly problem?: string | undefined;
  /** Of the field, for the page's own keys to focus it. */
  readonly id?: string;
}

/** More lines than these are scrolled. */
const ROWS_MAX = 8;

export function Composer(props: ComposerProps): ComponentChildren {
  const { placeholder, commands, draft } = props;
  const { hints, active, unknown, write, send, pick, press } = useTyping(props);
  const listId = useId();
  const command = commandOf(draft, commands);
  const problem = unknown === null ? props.problem : notACommand(unknown);
  const submit = (event: Event): void => {
    event.preventDefault();
    send();
  };
  return h(
    "form",
    { class: "composer", onSubmit: submit },
    hints.length > 0 ? drawHints(hints, { id: listId, active, pick }) : null,
    command && drawUsage(command, draft),
    h("textarea", {
      id: props.id,
      rows: Math.min(draft.split("\n").length, ROWS_MAX),
      value: draft,
      placeholder,
      "aria-label": placeholder,
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-controls": hints.length > 0 ? listId : undefined,
      "aria-activedescendant": active && hintId(listId, active),
      "aria-invalid": problem === undefined ? undefined : "true",
      "aria-describedby": problem === undefined ? undefined : `${listId}-problem`,
      onInput: ({ currentTarget }: { readonly currentTarget: HTMLTextAreaElement }) => write(currentTarget.value),
      onKeyDown: press,
    }),
    h(
      "div",
      { class: "tools" },
      problem === undefined
        ? h("small", null, draft === "" && commands.length > 0 ? "Type / for commands" : "Shift + Enter for a new line")
        : h("span", { class: "problem", id: `${listId}-problem`, role: "alert" }, problem),
      h(
        "button",
        { type: "submit", class: "send", "aria-label": "Send", disabled: draft.trim() === "" },
        drawIcon("send"),
      ),
    ),
  );
}

const notACommand = (command: string): string =>
  `${command} is not a valid command. Type / to see those that there are.`;

/** What the command takes, while it is typed. */
const drawUsage = (command: ShownCommand, draft: string): ComponentChild =>
  h(
    "div",
    { class: "usage" },
    h("strong", null, command.command),
    partsOf(command, draft).map(({ text, typed }) => h("span", { class: `part typed-${typed}` }, text)),
    h("small", null, command.description),
  );
