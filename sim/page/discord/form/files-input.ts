import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Sample } from "../../board/collections.ts";
import { FilePicker } from "../../payload/file-picker.ts";
import { SamplesAtHand } from "../../room/samples-at-hand.ts";
import { Preview } from "../composer/file-slot.ts";
import type { InputPart } from "./form-fields.ts";

interface FilesInputProps {
  readonly part: Extract<InputPart, { kind: "files" }>;
  readonly files: readonly File[];
  readonly samples: readonly Sample[];
  readonly onFiles: (files: readonly File[]) => void;
}

/** Files by drag and drop, by paste, or from the disk. */
export function FilesInput({ part, files, samples, onFiles }: FilesInputProps): ComponentChildren {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const add = (coming: readonly File[]): void => {
    if (coming.length === 0) return;
    const all = [...files, ...coming];
    setProblem(all.length > part.most ? `Takes ${part.most} at most.` : null);
    onFiles(all.slice(0, part.most));
  };
  const take = (event: Event, from: DataTransfer | null): void => {
    event.preventDefault();
    add(Array.from(from?.files ?? []));
  };
  return h(
    "div",
    {
      class: "files",
      onDragOver: (event: DragEvent) => event.preventDefault(),
      onDrop: (event: DragEvent) => take(event, event.dataTransfer),
      onPaste: (event: ClipboardEvent) => take(event, event.clipboardData),
    },
    h("button", { type: "button", class: "button secondary", onClick: () => input.current?.click() }, "Choose files"),
    h("span", { class: "description" }, "or drop them here"),
    h(FilePicker, { input, multiple: part.most > 1, onPick: add }),
    drawPicked(files, onFiles),
    h(SamplesAtHand, { samples, kinds: part.types, onPick: (file) => add([file]), onTrouble: setProblem }),
    problem === null ? null : h("span", { class: "problem", role: "alert" }, problem),
  );
}

function drawPicked(files: readonly File[], onFiles: FilesInputProps["onFiles"]): ComponentChild {
  if (files.length === 0) return null;
  const remove = (file: File): void => onFiles(files.filter((one) => one !== file));
  return h(
    "ul",
    null,
    files.map((file, index) =>
      h(
        "li",
        { key: `${file.name}/${index}` },
        h(Preview, { file }),
        h("span", null, file.name),
        h(
          "button",
          { type: "button", class: "remove", "aria-label": `Remove ${file.name}`, onClick: () => remove(file) },
          "×",
        ),
      ),
    ),
  );
}
