import { columns } from "../../../wording/columns.ts";
import type { Table } from "../../../wording/columns.ts";

/** Columns in a block of code, which has letters of one width: all rows, or else as many as there is room for. */
export function drawTable(table: Table): readonly string[] {
  // Inside of the block nothing has a meaning but backticks.
  const lines = columns(table).map((line) => line.replaceAll("`", "ˋ"));
  return lines.map((_, cut) =>
    ["```", ...lines.slice(0, lines.length - cut), ...(cut > 0 ? ["…"] : []), "```"].join("\n"),
  );
}
