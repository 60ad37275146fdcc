import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { lookUp, textIn } from "../../payload/fields.ts";
import { textOf } from "./choice.ts";
import type { ElementProps } from "./element.ts";
import { webTarget } from "../../payload/link-target.ts";
import { drawPlain } from "../text/mark-view.ts";
import { useSending } from "../../payload/use-sending.ts";

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element; any other style is the plain one. */
const STYLES: Readonly<Record<string, string>> = {
  primary: "button primary",
  danger: "button danger",
};

/** Where to go, and telling the app, is one press. */
export function Button({ place, context: { viewer, form } }: ElementProps): ComponentChildren {
  const [sending, follow] = useSending();
  const { element } = place;
  const press = (): void => follow(form.act(place));
  const isPending = sending.kind === "pending";
  const shared = {
    class: lookUp(STYLES, element["style"]) ?? "button",
    "aria-label": textIn(element, "accessibility_label") ?? undefined,
  };
  const face = drawPlain(textOf(element, "text") ?? "", viewer);
  const url = webTarget(textIn(element, "url") ?? "");
  const drawn =
    url === null
      ? h(
          "button",
          {
            ...shared,
            type: "button",
            disabled: form.locked,
            "aria-busy": isPending ? "true" : undefined,
            onClick: isPending ? undefined : press,
          },
          face,
        )
      : h("a", { ...shared, href: url, target: "_blank", rel: "noreferrer noopener", onClick: press }, face);
  return [drawn, sending.kind === "failed" ? drawFailure(sending.reason) : null];
}

const drawFailure = (reason: string): ComponentChild => h("span", { class: "failure", role: "alert" }, reason);
