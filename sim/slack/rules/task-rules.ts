// https://docs.slack.dev/reference/block-kit/blocks/task-card-block and …/plan-block
import { Fields, type Item } from "./fields.ts";
import { checkRichText } from "./rich-text-rules.ts";

const STATUSES = ["pending", "in_progress", "complete", "error"];

export function checkTaskCard(card: Fields): void {
  card.only("type", "block_id", "task_id", "title", "details", "output", "sources", "status");
  card.text("task_id", { min: 1, max: 255, required: true });
  card.text("title", { min: 1, max: 256, required: true });
  card.choice("status", STATUSES, true);
  for (const key of ["details", "output"]) {
    const text = card.has(key) ? Fields.read(card.item(key)) : undefined;
    if (text) checkRichText(text);
  }
  for (const item of card.list("sources")) checkSource(item);
}

export function checkPlan(plan: Fields): void {
  plan.only("type", "block_id", "title", "tasks");
  plan.text("title", { min: 1, max: 256, required: true });
  const ids = new Set<unknown>();
  for (const item of plan.list("tasks", { max: 50 })) {
    const card = Fields.read(item);
    if (!card) continue;
    card.choice("type", ["task_card"], true);
    checkTaskCard(card);
    if (ids.has(card.value["task_id"])) card.form.at("task_id").fail("`task_id` already exists");
    ids.add(card.value["task_id"]);
  }
}

function checkSource(item: Item): void {
  const source = Fields.read(item);
  if (!source) return;
  source.only("type", "url", "text");
  source.choice("type", ["url"], true);
  source.url("url", { required: true });
  source.text("text", { min: 1, required: true });
}
