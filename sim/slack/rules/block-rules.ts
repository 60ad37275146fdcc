// Blocks of messages and views: https://docs.slack.dev/reference/block-kit/blocks
// Those that the bot sends, and image and section; Slack knows more.
import { checkElement } from "./element-rules.ts";
import { Fields, type Item } from "./fields.ts";
import { Form } from "./form.ts";
import { checkImageElement } from "./image-rules.ts";
import type { Judge, Surface } from "./rule-context.ts";
import { checkRichText } from "./rich-text-rules.ts";
import { checkTaskCard } from "./task-rules.ts";
import { checkPlain, checkText, checkTextObject, needPlain } from "./text-rules.ts";

const BLOCKS_MAX: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };

const CHOOSERS = ["static_select", "external_select", "checkboxes"];
const ACCESSORIES = ["button", "image", "overflow", ...CHOOSERS];
const ACTIONS = ["button", "overflow", ...CHOOSERS];
const INPUTS = ["plain_text_input", "number_input", "file_input", ...CHOOSERS];

type Check = (judge: Judge, block: Fields) => void;

const EVERYWHERE: Readonly<Record<string, Check>> = {
  section: checkSection,
  header: (_judge, block) => {
    block.only("type", "block_id", "text");
    needPlain(block, "text", 150);
  },
  context: checkContext,
  actions: (judge, block) => {
    block.only("type", "block_id", "elements");
    for (const item of block.list("elements", { min: 1, max: 25, required: true })) checkElement(judge, item, ACTIONS);
  },
  image: (judge, block) => {
    checkImageElement(judge, block, ["type", "block_id", "title"]);
    checkPlain(block, "title", 2_000);
  },
  input: checkInput,
  rich_text: (_judge, block) => checkRichText(block),
};

const IN_MESSAGES: Readonly<Record<string, Check>> = {
  task_card: (_judge, block) => checkTaskCard(block),
};

/** Every problem, as Slack words it. */
export function checkBlocks(judge: Judge, value: readonly unknown[], path: readonly string[] = ["blocks"]): string[] {
  const form = new Form(path);
  const max = BLOCKS_MAX[judge.surface];
  if (value.length > max) form.fail(`no more than ${max} items allowed`);
  for (const [index, block] of value.entries()) checkBlock(judge, { form: form.at(index), value: block });
  return form.problems;
}

function checkBlock(judge: Judge, item: Item): void {
  const block = Fields.read(item);
  const type = block?.text("type", { required: true });
  if (!block || type === undefined) return;
  const check = EVERYWHERE[type] ?? (judge.surface === "message" ? IN_MESSAGES[type] : undefined);
  if (!check) {
    block.form.fail(`unsupported type: ${type}`);
    return;
  }
  judge.enter(block);
  check(judge, block);
}

function checkSection(judge: Judge, block: Fields): void {
  block.only("type", "block_id", "text", "fields", "accessory", "expand");
  if (!block.has("text") && !block.has("fields")) block.form.fail("must define either `text` or `fields`");
  checkText(block, "text");
  for (const item of block.list("fields", { min: 1, max: 10 })) checkTextObject(item, { max: 2_000 });
  if (block.has("accessory")) checkElement(judge, block.item("accessory"), ACCESSORIES);
  block.flag("expand");
}

function checkContext(judge: Judge, block: Fields): void {
  block.only("type", "block_id", "elements");
  for (const item of block.list("elements", { min: 1, max: 10, required: true })) {
    const element = Fields.read(item);
    const type = element?.text("type", { required: true });
    if (!element || type === undefined) continue;
    if (type === "image") checkImageElement(judge, element, ["type"]);
    else if (type === "plain_text" || type === "mrkdwn") checkTextObject(item);
    else element.form.fail(`unsupported type: ${type}`);
  }
}

function checkInput(judge: Judge, block: Fields): void {
  block.only("type", "block_id", "label", "hint", "optional", "element", "dispatch_action");
  needPlain(block, "label", 2_000);
  checkPlain(block, "hint", 2_000);
  block.flag("optional");
  block.flag("dispatch_action");
  if (block.has("element")) checkElement(judge, block.item("element"), INPUTS);
  else block.missing("element");
}
