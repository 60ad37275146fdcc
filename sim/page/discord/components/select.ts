import { h } from "preact";
import type { ComponentChild, TargetedEvent } from "preact";
import { asFields, isSet, listIn, numberIn, textIn } from "../../payload/fields.ts";
import type { Draw } from "./draw-context.ts";

/** https://docs.discord.com/developers/components/reference#string-select */
const PLACEHOLDER = "Make a selection";

export const drawSelect: Draw = (component, { viewer }) => {
  const customId = textIn(component, "custom_id");
  const options = listIn(component, "options") ?? [];
  if (customId === null) return null;
  const placeholder = textIn(component, "placeholder") ?? PLACEHOLDER;
  const several = (numberIn(component, "max_values") ?? 1) > 1;
  const choose = ({ currentTarget: { selectedOptions } }: TargetedEvent<HTMLSelectElement>): void => {
    viewer.onSelect?.(
      customId,
      Array.from(selectedOptions, ({ value }) => value).filter((value) => value !== ""),
    );
  };
  return h(
    "select",
    {
      class: "select",
      "aria-label": placeholder,
      multiple: several,
      disabled: isSet(component, "disabled") || options.length === 0 || viewer.pressed !== undefined,
      onChange: choose,
    },
    several ? null : h("option", { value: "" }, placeholder),
    options.map(drawOption),
  );
};

function drawOption(value: unknown): ComponentChild {
  const option = asFields(value) ?? {};
  const words = [textIn(option, "label"), describe(textIn(option, "description"))];
  const label = words.filter((word) => word !== null).join(" ");
  return h("option", { value: textIn(option, "value") ?? "", selected: isSet(option, "default") }, label);
}

const describe = (description: string | null): string | null => (description === null ? null : `– ${description}`);
