// Menus and boxes: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
import type { ElementCheck } from "./element-check.ts";
import type { Fields } from "./fields.ts";
import { checkInitial, checkInitials, checkOption, checkOptions } from "./option-rules.ts";
import { checkPlain } from "./text-rules.ts";

const COMMON = ["type", "action_id"];
const WITH_PLACEHOLDER = [...COMMON, "placeholder"];
const PLACEHOLDER_CHARS_MAX = 150;

export const MENU_CHECKS: Readonly<Record<string, ElementCheck>> = {
  static_select: (_judge, menu) => {
    one(menu, "options", "initial_option");
    checkInitial(menu, "initial_option", checkOptions(menu, { max: 100 }));
  },
  external_select: (_judge, menu) => {
    one(menu, "initial_option", "min_query_length");
    menu.integer("min_query_length", { min: 0 });
    if (menu.has("initial_option")) checkOption(menu.item("initial_option"));
  },
  overflow: (_judge, menu) => {
    menu.only("type", "action_id", "options");
    checkOptions(menu, { max: 5, urls: true });
  },
  checkboxes: (_judge, boxes) => {
    boxes.only(...COMMON, "options", "initial_options");
    checkInitials(boxes, checkOptions(boxes, { max: 10, markup: true }));
  },
};

function one(menu: Fields, ...keys: readonly string[]): void {
  menu.only(...WITH_PLACEHOLDER, ...keys);
  checkPlain(menu, "placeholder", PLACEHOLDER_CHARS_MAX);
}
