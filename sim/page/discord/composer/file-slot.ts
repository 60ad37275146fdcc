import { h } from "preact";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
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
    h("input", {
      ref: input,
      type: "file",
      hidden: true,
      tabIndex: -1,
      accept: option.fileTypes.map((type) => (type.startsWith(".") ? type : `${type}/*`)).join(","),
      onChange: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
        const [picked] = Array.from(currentTarget.files ?? []);
        if (picked) onFile(picked);
        // The same file can be picked again after it was removed.
        currentTarget.value = "";
      },
    }),
  ];
}

export function Preview({ file }: { readonly file: File }): ComponentChildren {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file.type.startsWith("image/")) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (url !== null) return h("img", { src: url, alt: "" });
  return h("span", { class: "kind", "aria-hidden": "true" }, file.type.startsWith("video/") ? "▶" : "♪");
}
