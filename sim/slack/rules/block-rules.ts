// Blocks of messages and views: https://docs.slack.dev/reference/block-kit/blocks
//
// Not among them, and so refused: file (Slack alone adds it), container, context_actions, data_table, table.
import { checkButton, checkElement } from "./element-rules.ts";
import { Fields, type Item } from "./fields.ts";
import { Form } from "./form.ts";
import { checkImageElement } from "./image-rules.ts";
import type { Judge, Surface } from "./rule-context.ts";
import { checkRichText } from "./rich-text-rules.ts";
import { checkPlan, checkTaskCard } from "./task-rules.ts";
import { checkPlain, checkText, checkTextObject, needPlain } from "./text-rules.ts";

const BLOCKS_MAX: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };
const MARKDOWN_CHARS_MAX = 12_000;

const MENUS = ["static_select", "external_select", "users_select", "conversations_select", "channels_select"];
const CHOOSERS = [...MENUS, ...MENUS.map((type) => `multi_${type}`), "checkboxes", "radio_buttons"];
const DATES = ["datepicker", "timepicker"];
const ACCESSORIES = ["button", "image", "overflow", ...CHOOSERS, ...DATES];
const ACTIONS = ["button", "overflow", "rich_text_input", "datetimepicker", ...CHOOSERS, ...DATES];
const TYPED = ["plain_text_input", "number_input", "url_text_input", "email_text_input", "rich_text_input"];
const INPUTS = [...TYPED, "file_input", "datetimepicker", ...CHOOSERS, ...DATES];

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
  divider: (_judge, block) => block.only("type", "block_id"),
  image: (judge, block) => {
    checkImageElement(judge, block, ["type", "block_id", "title"]);
    checkPlain(block, "title", 2_000);
  },
  video: checkVideo,
  input: checkInput,
  rich_text: (_judge, block) => checkRichText(block),
};

const IN_MESSAGES: Readonly<Record<string, Check>> = {
  markdown: (judge, block) => {
    block.only("type", "block_id", "text");
    judge.markdownChars += block.text("text", { min: 1, required: true })?.length ?? 0;
  },
  task_card: (_judge, block) => checkTaskCard(block),
  plan: (_judge, block) => checkPlan(block),
  alert: (_judge, block) => {
    block.only("type", "block_id", "text", "level");
    checkText(block, "text", { required: true });
    block.choice("level", ["default", "info", "warning", "error", "success"]);
  },
  card: checkCard,
  carousel: (judge, block) => {
    block.only("type", "block_id", "elements");
    for (const item of block.list("elements", { min: 1, max: 10, required: true })) {
      const card = Fields.read(item);
      card?.choice("type", ["card"], true);
      if (card) checkCard(judge, card);
    }
  },
};

/** Every problem, as Slack words it. */
export function checkBlocks(judge: Judge, value: readonly unknown[], path: readonly string[] = ["blocks"]): string[] {
  const form = new Form(path);
  const max = BLOCKS_MAX[judge.surface];
  if (value.length > max) form.fail(`no more than ${max} items allowed`);
  for (const [index, block] of value.entries()) checkBlock(judge, { form: form.at(index), value: block });
  if (judge.markdownChars > MARKDOWN_CHARS_MAX) form.fail(`must be less than ${MARKDOWN_CHARS_MAX + 1} characters`);
  if (judge.types.has("plan") && judge.types.has("task_card")) {
    form.fail("plan and task_card blocks cannot be in one message");
  }
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
  judge.enter(block, type);
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

/** It shows a player's page on a domain that the app has claimed, never a bare file. */
function checkVideo(judge: Judge, block: Fields): void {
  const texts = ["author_name", "provider_name"];
  const urls = ["video_url", "thumbnail_url", "title_url", "provider_icon_url"];
  block.only("type", "block_id", "alt_text", "title", "description", ...texts, ...urls);
  for (const key of urls) block.url(key, { required: key === "video_url" || key === "thumbnail_url" });
  block.text("alt_text", { min: 1, required: true });
  needPlain(block, "title", 199);
  checkPlain(block, "description", 200);
  for (const key of texts) block.text(key, { max: 49 });
  if (!judge.scopes.includes("links.embed:write")) block.form.fail("video_url is not on an allowed domain");
}

function checkCard(judge: Judge, block: Fields): void {
  block.only("type", "block_id", "hero_image", "icon", "title", "subtitle", "body", "actions");
  const shown = ["hero_image", "title", "actions", "body"];
  if (!shown.some((key) => block.has(key))) block.form.fail(`must define one of ${shown.join(", ")}`);
  for (const key of ["title", "subtitle"]) checkText(block, key, { only: "mrkdwn", max: 150 });
  checkText(block, "body", { only: "mrkdwn", max: 200 });
  for (const key of ["hero_image", "icon"]) {
    if (block.has(key)) checkElement(judge, block.item(key), ["image"]);
  }
  for (const item of block.list("actions", { min: 1 })) {
    const button = Fields.read(item);
    button?.choice("type", ["button"], true);
    if (button) judge.actionId(button);
    if (button) checkButton(judge, button);
  }
}
