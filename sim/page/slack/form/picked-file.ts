import { h } from "preact";
import type { ComponentChildren } from "preact";
import { usePreview } from "../../payload/use-preview.ts";
import { formatBytes } from "../message/format-bytes.ts";
import { drawIcon } from "../../payload/icon.ts";

interface PickedFileProps {
  readonly file: File;
  readonly locked: boolean;
  readonly onRemove: () => void;
}

/** One file of a file input, before the form is sent in. */
export function PickedFile({ file, locked, onRemove }: PickedFileProps): ComponentChildren {
  const preview = usePreview(file);
  return h(
    "li",
    null,
    preview === null ? drawIcon("file") : h("img", { src: preview, alt: "" }),
    h("span", { class: "about" }, h("span", { class: "name" }, file.name), h("small", null, formatBytes(file.size))),
    h(
      "button",
      {
        type: "button",
        class: "plain",
        "aria-label": `Remove ${file.name}`,
        disabled: locked,
        onClick: onRemove,
      },
      drawIcon("cross"),
    ),
  );
}
