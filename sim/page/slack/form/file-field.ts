import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Fields } from "../../payload/fields.ts";
import type { ElementProps, Naming } from "../elements/element.ts";
import { choose } from "./form.ts";
import { FilePicker } from "../../payload/file-picker.ts";
import { drawIcon } from "../../payload/icon.ts";
import { PickedFile } from "./picked-file.ts";
import { addFiles, fileCount, fileTypes } from "./picked-files.ts";

/** Files by drag and drop, by paste, or from a list. */
export function FileField({ place, context: { form, viewer }, naming }: ElementProps): ComponentChildren {
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [isOver, setOver] = useState(false);
  const { element } = place;
  const types = fileTypes(element);
  const entry = form.entryOf(place);
  const files = entry?.kind === "files" ? entry.files : [];
  const set = (next: readonly File[]): void => choose(form, place, { kind: "files", files: next });
  const add = (coming: Iterable<File> | null | undefined): void => {
    setOver(false);
    const added = Array.from(coming ?? []);
    if (form.locked || added.length === 0) return;
    const picked = addFiles(files, added, element);
    setProblems(picked.problems);
    if (picked.files !== files) set(picked.files);
  };
  const looks = ["drop", isOver ? "over" : null, naming.invalid ? "invalid" : null].filter(Boolean).join(" ");
  return [
    h(
      "div",
      {
        class: looks,
        onDragOver: (event: DragEvent) => {
          event.preventDefault();
          setOver(true);
        },
        onDragLeave: () => setOver(false),
        onDrop: (event: DragEvent) => {
          event.preventDefault();
          add(event.dataTransfer?.files);
        },
        onPaste: (event: ClipboardEvent) => add(event.clipboardData?.files),
      },
      h("span", null, "Drag and drop files here, or"),
      h(Picker, { element, naming, locked: form.locked, onPick: add }),
      types.length === 0 ? null : h("small", null, types.join(", ")),
    ),
    drawPicked(files, form.locked, (file) => set(files.filter((one) => one !== file))),
    problems.length === 0 ? null : h("div", { class: "problem", role: "alert" }, problems.join(" ")),
    viewer.filesAtHand?.(types, (file) => add([file])),
  ];
}

interface PickerProps {
  readonly element: Fields;
  readonly naming: Naming;
  readonly locked: boolean;
  readonly onPick: (files: readonly File[]) => void;
}

/** The browser's own picker behind a button like the others. */
function Picker({ element, naming, locked, onPick }: PickerProps): ComponentChildren {
  const input = useRef<HTMLInputElement>(null);
  const types = fileTypes(element);
  return [
    h(
      "button",
      {
        id: naming.id,
        type: "button",
        class: "button",
        // What it is for, and then what it does.
        "aria-labelledby": naming.labelledBy && `${naming.labelledBy} ${naming.id}`,
        "aria-describedby": naming.describedBy,
        disabled: locked,
        onClick: () => input.current?.click(),
      },
      drawIcon("upload"),
      "Upload files",
    ),
    h(FilePicker, {
      input,
      multiple: fileCount(element) > 1,
      accept: types.length === 0 ? undefined : types.map((type) => `.${type}`).join(","),
      onPick,
    }),
  ];
}

const drawPicked = (files: readonly File[], locked: boolean, remove: (file: File) => void): ComponentChild =>
  files.length === 0
    ? null
    : h(
        "ul",
        { class: "picked" },
        files.map((file) => h(PickedFile, { file, locked, onRemove: () => remove(file), key: keyOf(file) })),
      );

const keyOf = ({ name, size, lastModified }: File): string => `${name}/${size}/${lastModified}`;
