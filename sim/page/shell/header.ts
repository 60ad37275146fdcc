import { h } from "preact";
import type { ComponentChildren } from "preact";
import type { Wish } from "./use-light.ts";

interface HeaderProps {
  readonly wish: Wish;
  readonly onWish: (wish: Wish) => void;
}

const WISHES: Readonly<Record<Wish, string>> = { auto: "Auto", light: "Light", dark: "Dark" };

export const Header = ({ wish, onWish }: HeaderProps): ComponentChildren =>
  h(
    "header",
    { class: "masthead" },
    h("img", { src: "/icon.svg", alt: "", width: 26, height: 26 }),
    h("h1", null, "Atelier"),
    h("p", null, "The unchanged bot between simulators of Discord, Slack and MindVideo. Nothing leaves this machine."),
    h(
      "div",
      { class: "choice", role: "radiogroup", "aria-label": "Light" },
      (Object.keys(WISHES) as Wish[]).map((one) =>
        h(
          "label",
          { key: one },
          h("input", { type: "radio", name: "light", value: one, checked: one === wish, onChange: () => onWish(one) }),
          h("span", null, WISHES[one]),
        ),
      ),
    ),
  );
