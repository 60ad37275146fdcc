// https://docs.slack.dev/reference/block-kit/blocks/data-table-block

import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { asFields, listIn, numberIn, textIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";
import { drawUnknown } from "../../payload/unknown.ts";
import { drawRichText } from "../text/rich-text.ts";
import type { Draw } from "./draw-context.ts";
import type { Viewer } from "../viewer.ts";

export const drawDataTable: Draw = (block, { viewer }) => {
  const rows = rowsIn(block);
  return rows && h(DataTable, { block, rows, viewer });
};

type Rows = readonly (readonly unknown[])[];

function rowsIn(block: Fields): Rows | null {
  const rows = listIn(block, "rows");
  return rows !== null && rows.length > 0 && rows.every((row) => Array.isArray(row)) ? rows : null;
}

interface Look {
  readonly viewer: Viewer;
  /** The column that names its row. */
  readonly rowHeader: number | null;
  readonly caption: string;
}

/** The first row names the columns. What is wider than the message is scrolled, by keyboard too. */
function drawRows([head = [], ...body]: Rows, look: Look): ComponentChild {
  const row = (cells: readonly unknown[], isHead: boolean): ComponentChild =>
    h(
      "tr",
      null,
      cells.map((cell, column) => {
        const isName = isHead || column === look.rowHeader;
        const scope = isHead ? "col" : isName ? "row" : undefined;
        return h(isName ? "th" : "td", { scope }, drawCell(cell, look.viewer));
      }),
    );
  return h(
    "div",
    { class: "table-frame", role: "group", tabIndex: 0, "aria-label": look.caption },
    h(
      "table",
      { class: "table" },
      h("thead", null, row(head, true)),
      h(
        "tbody",
        null,
        body.map((cells) => row(cells, false)),
      ),
    ),
  );
}

function drawCell(value: unknown, viewer: Viewer): ComponentChild {
  const cell = asFields(value);
  switch (cell?.["type"]) {
    case "raw_text":
      return textIn(cell, "text") ?? "";
    case "raw_number":
      return textIn(cell, "text") ?? numberIn(cell, "value")?.toLocaleString(viewer.locale) ?? "";
    case "rich_text":
      return drawRichText(cell, viewer) ?? drawUnknown("A cell", value);
    default:
      return drawUnknown("A cell", value);
  }
}

interface DataTableProps {
  readonly block: Fields;
  readonly rows: Rows;
  readonly viewer: Viewer;
}

/** Slack's own number, where a table does not say. */
const PAGE_ROWS = 5;

function DataTable({ block, rows: [head = [], ...body], viewer }: DataTableProps): ComponentChildren {
  const [page, setPage] = useState(0);
  const size = Math.max(1, Math.floor(numberIn(block, "page_size") ?? PAGE_ROWS));
  const pages = Math.max(1, Math.ceil(body.length / size));
  const at = Math.min(page, pages - 1);
  const caption = textIn(block, "caption") ?? "Table";
  const shown = body.slice(at * size, (at + 1) * size);
  const turn = (words: string, to: number): ComponentChild =>
    h(
      "button",
      {
        type: "button",
        class: "button",
        disabled: to < 0 || to >= pages,
        onClick: () => setPage(to),
      },
      words,
    );
  return h(
    "figure",
    { class: "data-table" },
    h("figcaption", null, caption),
    drawRows([head, ...shown], {
      viewer,
      rowHeader: numberIn(block, "row_header_column_index"),
      caption,
    }),
    pages === 1
      ? null
      : h(
          "footer",
          null,
          turn("Previous", at - 1),
          h("span", { role: "status" }, `Page ${at + 1} of ${pages}`),
          turn("Next", at + 1),
        ),
  );
}
