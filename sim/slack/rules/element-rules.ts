// Interactive elements: https://docs.slack.dev/reference/block-kit/block-elements
import type { ElementCheck } from "./element-check.ts";
import type { Judge } from "./rule-context.ts";
import { Fields, type Item } from "./fields.ts";
import { checkImageElement } from "./image-rules.ts";
import { INPUT_CHECKS } from "./input-rules.ts";
import { MENU_CHECKS } from "./menu-rules.ts";
import { checkPlain, checkText, needPlain } from "./text-rules.ts";

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
  if (element.has("confirm")) checkConfirm(element.item("confirm"));
  judge.focus(element);
  check(judge, element);
}

function checkButton(_judge: Judge, button: Fields): void {
  button.only("type", "text", "action_id", "value", "url", "style", "confirm", "accessibility_label");
  needPlain(button, "text", 75);
  button.text("value", { max: 2_000 });
  button.url("url");
  button.choice("style", ["primary", "danger"]);
  button.text("accessibility_label", { max: 75 });
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
function checkConfirm(item: Item): void {
  const dialog = Fields.read(item);
  if (!dialog) return;
  dialog.only("title", "text", "confirm", "deny", "style");
  checkPlain(dialog, "title", 100);
  checkText(dialog, "text", { max: 300, required: true });
  checkPlain(dialog, "confirm", 30);
  checkPlain(dialog, "deny", 30);
  dialog.choice("style", ["primary", "danger"]);
}
