import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { FilePicker } from "../../payload/file-picker.ts";
import { usePreview } from "../../payload/use-preview.ts";
import type { Field } from "./draft.ts";
import type { CommandOption } from "./options.ts";

interface FileSlotProps {
  readonly name: string;
  readonly field: Field;
  readonly option: CommandOption;
  readonly isActive: boolean;
  readonly onFile: (file: File) => void;
  readonly onFocus: () => void;
}

/** An attachment option: a file by drag and drop, by paste, or from the disk. */
export function FileSlot({
  name,
  field: { file },
  option,
  isActive,
  onFile,
  onFocus,
}: FileSlotProps): ComponentChildren {
  const input = useRef<HTMLInputElement>(null);
  return [
    h(
      "button",
      {
        type: "button",
        class: "slot",
        "data-option": name,
        "aria-label": file === null ? `${name}: choose a file` : `${name}: ${file.name}`,
        onFocus,
        onClick: () => input.current?.click(),
      },
      file === null ? null : h(Preview, { file }),
      file === null ? (isActive ? "Drop, paste or choose a file" : "choose a file") : file.name,
    ),
    h(FilePicker, {
      input,
      accept: option.fileTypes.map((type) => (type.startsWith(".") ? type : `${type}/*`)).join(","),
      onPick: ([picked]) => picked && onFile(picked),
    }),
  ];
}

export function Preview({ file }: { readonly file: File }): ComponentChildren {
  const url = usePreview(file);
  if (url !== null) return h("img", { src: url, alt: "" });
  return h("span", { class: "kind", "aria-hidden": "true" }, file.type.startsWith("video/") ? "▶" : "♪");
}
