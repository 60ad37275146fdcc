import { h } from "preact";
import type { ComponentChildren } from "preact";
import type { Sample } from "../board/collections.ts";

export interface Example {
  readonly command: string;
  readonly does: string;
  /** As it would be typed. */
  readonly words: string;
  /** Samples that come with it, by name. */
  readonly files: readonly string[];
}

interface ExamplesProps {
  readonly examples: readonly Example[];
  readonly samples: ReadonlyMap<string, Sample>;
  readonly onPick: (example: Example) => void;
}

/** For a first visit: one click types it. Sending it is left to the visitor. */
export const Examples = ({ examples, samples, onPick }: ExamplesProps): ComponentChildren =>
  h(
    "div",
    { class: "examples" },
    h("p", null, "First time here? Pick one, then press Enter."),
    h(
      "ul",
      null,
      examples.map((example) =>
        h(
          "li",
          { key: example.command },
          h(
            "button",
            { type: "button", onClick: () => onPick(example) },
            h("strong", null, example.command),
            h("span", { class: "does" }, example.does),
            h("span", { class: "words" }, example.words.split(/ (?=--)/).map(drawPart)),
            example.files.length === 0
              ? null
              : h(
                  "span",
                  { class: "example-files" },
                  example.files.map((name) => drawFile(name, samples)),
                ),
          ),
        ),
      ),
    ),
  );

/** "--duration 3" is read in one piece. */
const drawPart = (part: string, index: number): ComponentChildren =>
  part.startsWith("--") ? [" ", h("span", { class: "typed-option", key: index }, part)] : part;

function drawFile(name: string, samples: ReadonlyMap<string, Sample>): ComponentChildren {
  const sample = samples.get(name);
  const isPicture = sample?.contentType.startsWith("image/") ?? false;
  return h(
    "span",
    { class: "file-chip", key: name },
    sample && isPicture ? h("img", { src: sample.url, alt: "" }) : null,
    name,
  );
}
