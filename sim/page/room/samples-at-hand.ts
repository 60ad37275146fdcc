import { h } from "preact";
import type { ComponentChildren } from "preact";
import type { Sample } from "../board/collections.ts";
import { fetchSample, isOfKind } from "./sample-file.ts";

interface SamplesProps {
  readonly samples: readonly Sample[];
  readonly kinds: readonly string[];
  readonly onPick: (file: File) => void;
  readonly onTrouble: (problem: string) => void;
}

/** Files for whoever has none at hand. This is the demo's, not the platform's, and looks it. */
export function SamplesAtHand({ samples, kinds, onPick, onTrouble }: SamplesProps): ComponentChildren {
  const fitting = samples.filter((sample) => isOfKind(sample, kinds));
  if (fitting.length === 0) return null;
  const pick = (sample: Sample): void => {
    fetchSample(sample).then(onPick, (cause: unknown) =>
      onTrouble(cause instanceof Error ? cause.message : String(cause)),
    );
  };
  return h(
    "div",
    { class: "at-hand" },
    h("span", null, "At hand"),
    fitting.map((sample) =>
      h(
        "button",
        {
          type: "button",
          key: sample.name,
          // The field keeps the focus until the file is in it.
          onMouseDown: (event: Event) => event.preventDefault(),
          onClick: () => pick(sample),
        },
        sample.contentType.startsWith("image/") ? h("img", { src: sample.url, alt: "" }) : null,
        sample.name,
      ),
    ),
  );
}
