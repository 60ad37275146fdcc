// https://docs.slack.dev/reference/block-kit/blocks/task-card-block
import type { Fields } from "./fields.ts";

const STATUSES = ["pending", "in_progress", "complete", "error"];

export function checkTaskCard(card: Fields): void {
  card.only("type", "block_id", "task_id", "title", "status");
  card.text("task_id", { min: 1, max: 255, required: true });
  card.text("title", { min: 1, max: 256, required: true });
  card.choice("status", STATUSES, true);
}
