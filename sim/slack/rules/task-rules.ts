// https://docs.slack.dev/reference/block-kit/blocks/task-card-block
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

function checkSource(item: Item): void {
  const source = Fields.read(item);
  if (!source) return;
  source.only("type", "url", "text");
  source.choice("type", ["url"], true);
  source.url("url", { required: true });
  source.text("text", { min: 1, required: true });
}
