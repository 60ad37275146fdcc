// What the client lets somebody put into a file input. https://docs.slack.dev/reference/block-kit/block-elements/file-input-element

import { listIn, lookUp, numberIn } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";
import { formatBytes } from "../message/format-bytes.ts";

const FILE_BYTES_MAX = 10_000_000;
const FILES_MAX = 10;

export interface Picked {
  readonly files: readonly File[];
  /** One sentence a file that was not taken. */
  readonly problems: readonly string[];
}

/** Adds what fits, in the order in which it came. */
export function addFiles(before: readonly File[], coming: readonly File[], element: Fields): Picked {
  const max = fileCount(element);
  let files = before;
  const problems: string[] = [];
  for (const file of coming) {
    const problem = fileProblem(file, element);
    if (problem !== null) problems.push(problem);
    else if (files.length >= max) problems.push(`${file.name} was not added: ${countOf(max)} can be added.`);
    else files = [...files, file];
  }
  return { files, problems };
}

export const fileCount = (element: Fields): number => numberIn(element, "max_files") ?? FILES_MAX;

/** As file name extensions; empty: any. */
export const fileTypes = (element: Fields): readonly string[] =>
  (listIn(element, "filetypes") ?? []).filter((type) => typeof type === "string");

const ALIASES: Readonly<Record<string, string>> = {
  jpeg: "jpg",
  txt: "text",
  tif: "tiff",
  oga: "ogg",
};

const known = (type: string): string => lookUp(ALIASES, type) ?? type;

/** The client looks at the name alone, never at the content. */
function fileProblem({ name, size }: File, element: Fields): string | null {
  const types = fileTypes(element).map(known);
  const extension = known(/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "");
  if (types.length > 0 && !types.includes(extension)) return `${name} was not added: it is not ${oneOf(types)}.`;
  return size > FILE_BYTES_MAX ? `${name} was not added: it is larger than ${formatBytes(FILE_BYTES_MAX)}.` : null;
}

const oneOf = (types: readonly string[]): string =>
  types
    .map((type) => type.toUpperCase())
    .join(", ")
    .replace(/, ([^,]+)$/, " or $1");

const countOf = (max: number): string => (max === 1 ? "one file" : `up to ${max} files`);
