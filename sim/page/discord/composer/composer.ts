// Where messages and commands are typed.

import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import type { Sample } from "../../board/collections.ts";
import { SamplesAtHand } from "../../room/samples-at-hand.ts";
import { drawCommand } from "./command-row.ts";
import { drawSend } from "./send-button.ts";
import type { Writing } from "./send-button.ts";
import { drawSuggestions, suggestionId } from "./suggestion-list.ts";
import { MORE } from "./here.ts";
import { useComposer } from "./use-composer.ts";
import type { Composing, ComposerOptions } from "./use-composer.ts";

interface ComposerProps extends ComposerOptions {
  readonly id: string;
  readonly channelName: string;
  readonly samples: readonly Sample[];
}

export function Composer(props: ComposerProps): ComponentChildren {
  const { id, draft, samples } = props;
  const composing = useComposer(props);
  const listId = useId();
  const frame = useRef<HTMLFormElement>(null);
  const { active, suggestions, at, option, problem } = composing;
  useFocusOn(frame, draft.kind === "command" ? active : null);
  const field = {
    "aria-autocomplete": "list",
    "aria-controls": suggestions.length > 0 ? listId : undefined,
    "aria-activedescendant": suggestions[at] && suggestionId(listId, suggestions[at]),
  } as const;
  return h(
    "form",
    {
      ref: frame,
      class: "composer",
      onSubmit: (event: Event) => {
        event.preventDefault();
        composing.send();
      },
      onKeyDown: composing.press,
      onDragOver: (event: DragEvent) => event.preventDefault(),
      onDrop: (event: DragEvent) => takeFiles(event, event.dataTransfer, composing),
      onPaste: (event: ClipboardEvent) => takeFiles(event, event.clipboardData, composing),
    },
    drawSuggestions(composing, { id: listId, isCommand: draft.kind === "command" }),
    option?.kind === "file"
      ? h(SamplesAtHand, {
          samples,
          kinds: option.fileTypes,
          onPick: (file) => composing.attach([file], option.name),
          onTrouble: composing.complain,
        })
      : null,
    draft.kind === "command"
      ? drawCommand(draft, composing, { id, field })
      : drawText(draft.text, composing, { id, field, placeholder: `Message #${props.channelName}` }),
    problem === null ? null : h("p", { class: "problem", role: "alert" }, problem),
  );
}

function drawText(
  text: string,
  { write, send }: Composing,
  { id, field, placeholder }: Writing & { readonly placeholder: string },
): ComponentChild {
  return h(
    "div",
    { class: "row" },
    h(
      "button",
      { type: "button", class: "slash", "aria-label": "Commands", title: "Commands", onClick: () => begin(id, write) },
      "/",
    ),
    h("textarea", {
      id,
      rows: 1,
      value: text,
      placeholder,
      "aria-label": placeholder,
      ...field,
      onInput: ({ currentTarget }: { readonly currentTarget: HTMLTextAreaElement }) => write(currentTarget.value),
    }),
    drawSend(send, text.trim() === ""),
  );
}

function begin(id: string, write: (text: string) => void): void {
  write("/");
  document.querySelector<HTMLTextAreaElement>(`#${id}`)?.focus();
}

function takeFiles(event: Event, from: DataTransfer | null, { attach, option }: Composing): void {
  const files = Array.from(from?.files ?? []);
  if (files.length === 0) return;
  event.preventDefault();
  attach(files, files.length === 1 && option?.kind === "file" ? option.name : undefined);
}

/** The focus follows the place that is being filled in, at once: the next letter may be typed already. */
function useFocusOn(frame: { readonly current: HTMLFormElement | null }, name: string | null): void {
  const had = useRef(false);
  useLayoutEffect(() => {
    if (name === null) {
      if (had.current) frame.current?.querySelector("textarea")?.focus();
      had.current = false;
      return;
    }
    had.current = true;
    const place = name === MORE ? "[data-more]" : `[data-option="${CSS.escape(name)}"]`;
    frame.current?.querySelector<HTMLElement>(place)?.focus();
  }, [name]);
}
