import type { Sample } from "../board/collections.ts";

/** A file at hand, as if it had been picked from the disk. */
export async function fetchSample({ url, name, contentType }: Sample): Promise<File> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${name} could not be read. Try again.`);
  return new File([await answer.blob()], name, { type: contentType });
}

/** `kinds` as the platforms name them: "image", "image/png", ".png". None: any. */
export function isOfKind(
  { name, contentType }: Pick<Sample, "name" | "contentType">,
  kinds: readonly string[],
): boolean {
  const extension = name.split(".").at(-1)?.toLowerCase() ?? "";
  return (
    kinds.length === 0 ||
    kinds.some(
      (kind) => contentType.split("/")[0] === kind || contentType === kind || kind.replace(/^\./, "") === extension,
    )
  );
}
