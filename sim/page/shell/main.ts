import { h, render } from "preact";
import { Page } from "./page.ts";

const root = document.querySelector("#page");
if (root) {
  root.replaceChildren();
  render(h(Page, null), root);
}
