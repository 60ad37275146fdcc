/** RFC 4180, read letter by letter: lines end in CR LF, a quoted cell may hold anything. The first line names the cells. */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const rows: string[][] = [[""]];
  let quoted = false;
  for (let at = text.startsWith("\uFEFF") ? 1 : 0; at < text.length; at++) {
    const [letter = "", next] = [text[at], text[at + 1]];
    const row = rows.at(-1) ?? [];
    if (quoted && letter === '"' && next === '"') {
      row.push(`${row.pop() ?? ""}"`);
      at++;
    } else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === ",") row.push("");
    else if (!quoted && letter === "\r" && next === "\n") {
      rows.push([""]);
      at++;
    } else row.push(`${row.pop() ?? ""}${letter}`);
  }
  const [head = [], ...lines] = rows;
  if (lines.pop()?.join("") !== "") throw new Error("the last line does not end");
  return lines.map((cells) => {
    if (cells.length !== head.length) throw new Error(`${cells.length} cells for ${head.length} columns`);
    return Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ""]));
  });
}
