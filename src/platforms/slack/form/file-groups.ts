import type { Option } from "../../../domain/messages/option.ts";

type FileOption = Extract<Option, { kind: "file" }>;

/** Options whose files come in one field: `image`, `image_2`, and so on, filled from the first. */
export interface FileGroup {
  /** The first of them. */
  readonly name: string;
  readonly options: readonly [FileOption, ...FileOption[]];
}

/** A file that goes with one certain other, such as the voice of the second picture, has a field of its own. */
export function fileGroupsOf(options: readonly Option[]): readonly FileGroup[] {
  const groups = new Map<string, [FileOption, ...FileOption[]]>();
  for (const option of options) {
    if (option.kind !== "file") continue;
    const name = option.beside === undefined ? fileGroupOf(option.name) : option.name;
    const before = groups.get(name);
    if (before === undefined) groups.set(name, [option]);
    else before.push(option);
  }
  return [...groups].map(([name, members]) => ({ name, options: members }));
}

/** What the files of a field are called, by their places in it, counted from 0. */
export const memberName = (group: string, index: number): string => (index === 0 ? group : `${group}_${index + 1}`);

/** `image_3` and `image` are of one. */
export const fileGroupOf = (name: string): string => name.replace(/_\d+$/, "");
