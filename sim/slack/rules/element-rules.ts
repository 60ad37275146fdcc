// Interactive elements: https://docs.slack.dev/reference/block-kit/block-elements
import type { ElementCheck } from "./element-check.ts";
import type { Judge } from "./rule-context.ts";
import { Fields, type Item } from "./fields.ts";
import { checkImageElement } from "./image-rules.ts";
import { INPUT_CHECKS } from "./input-rules.ts";
import { MENU_CHECKS } from "./menu-rules.ts";
import { needPlain } from "./text-rules.ts";

const CHECKS: Readonly<Record<string, ElementCheck>> = {
  button: checkButton,
  image: (judge, image) => checkImageElement(judge, image, ["type"]),
  ...MENU_CHECKS,
  ...INPUT_CHECKS,
};

export function checkElement(judge: Judge, item: Item, allowed: readonly string[]): void {
  const element = Fields.read(item);
  const type = element?.text("type", { required: true });
  if (!element || type === undefined) return;
  const check = CHECKS[type];
  if (!check || !allowed.includes(type)) {
    element.form.fail(`unsupported type: ${type}`);
    return;
  }
  if (type !== "image") judge.actionId(element);
  check(judge, element);
}

function checkButton(_judge: Judge, button: Fields): void {
  button.only("type", "text", "action_id", "value", "url", "style", "accessibility_label");
  needPlain(button, "text", 75);
  button.text("value", { max: 2_000 });
  button.url("url");
  button.choice("style", ["primary", "danger"]);
  button.text("accessibility_label", { max: 75 });
}
