import { h } from "preact";
import type { ComponentChildren, RefObject } from "preact";

interface FilePickerProps {
  /** Clicked by whatever stands for it on the page. */
  readonly input: RefObject<HTMLInputElement | null>;
  readonly multiple?: boolean;
  readonly accept?: string | undefined;
  readonly onPick: (files: readonly File[]) => void;
}

/** The browser's own picker, which nobody sees and Tab passes by. */
export const FilePicker = ({ input, multiple, accept, onPick }: FilePickerProps): ComponentChildren =>
  h("input", {
    ref: input,
    type: "file",
    hidden: true,
    tabIndex: -1,
    multiple,
    accept,
    onChange: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
      onPick(Array.from(currentTarget.files ?? []));
      // The same file can be picked again after it was removed.
      currentTarget.value = "";
    },
  });
