import { h } from "preact";
import type { ComponentChild } from "preact";
import type { Fields } from "../../payload/fields.ts";
import { isSet, listIn, numberIn, textIn } from "../../payload/fields.ts";
import { drawIcon } from "../../payload/icon.ts";
import { webTarget } from "../../payload/link-target.ts";
import type { Draw } from "./draw-context.ts";

/** https://docs.discord.com/developers/components/reference#action-row */
export const drawRow: Draw = (component, _, inside) => {
  const components = listIn(component, "components");
  return components && h("div", { class: "action-row" }, components.map(inside));
};

/** https://docs.discord.com/developers/components/reference#button-button-styles */
const STYLES: Readonly<Record<number, string>> = { 1: "primary", 2: "secondary", 3: "success", 4: "danger" };
const LINK = 5;

export const drawButton: Draw = (component, { viewer }) => {
  const style = numberIn(component, "style");
  if (style === LINK) return drawLinkButton(component);
  const disabled = isSet(component, "disabled");
  const customId = textIn(component, "custom_id");
  const look = STYLES[style ?? 0];
  if (customId === null || look === undefined || "emoji" in component) return null;
  const press = (): void => viewer.onPress?.(customId);
  const isPressed = viewer.pressed === customId;
  return h(
    "button",
    {
      type: "button",
      class: isPressed ? `button ${look} pressed` : `button ${look}`,
      disabled: disabled || viewer.pressed !== undefined,
      "aria-busy": isPressed ? "true" : undefined,
      onClick: press,
    },
    face(component),
  );
};

function drawLinkButton(component: Fields): ComponentChild | null {
  const url = webTarget(textIn(component, "url") ?? "");
  if (url === null) return null;
  const look = "button secondary";
  if (isSet(component, "disabled"))
    return h("button", { type: "button", class: look, disabled: true }, face(component));
  return h(
    "a",
    { class: look, href: url, target: "_blank", rel: "noreferrer noopener" },
    face(component),
    drawIcon("external"),
  );
}

const face = (component: Fields): ComponentChild => h("span", null, textIn(component, "label") ?? "");
