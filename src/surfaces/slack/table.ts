import type { types } from "@slack/bolt";
import { columns } from "../columns.ts";
import type { Table } from "../columns.ts";
import type { Room } from "../room.ts";
import { richColumns, richText } from "./rich.ts";

/** Columns in letters of one width: all rows, or else as many as there is room for. */
export function drawTable(table: Table, room: Room): types.RichTextBlock {
  const lines = columns(table);
  const cut = lines.findIndex((line) => room.take(line || " ") === "");
  return richText([richColumns(cut === -1 ? lines : [...lines.slice(0, cut), "…"])]);
}
