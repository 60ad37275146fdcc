import type { types } from "@slack/bolt";
import { columns } from "../../../wording/columns.ts";
import type { Table } from "../../../wording/columns.ts";
import type { CharBudget } from "../../../wording/char-budget.ts";
import { richColumns, richText } from "./rich-text.ts";

/** Columns in letters of one width: all rows, or else as many as there is room for. */
export function drawTable(table: Table, charBudget: CharBudget): types.RichTextBlock {
  const lines = columns(table);
  const cut = lines.findIndex((line) => charBudget.take(line || " ") === "");
  return richText([richColumns(cut === -1 ? lines : [...lines.slice(0, cut), "…"])]);
}
