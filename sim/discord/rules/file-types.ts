// https://docs.discord.com/developers/reference#file-type-filtering
import type { Fields } from "./fields.ts";

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  image: [".png", ".gif", ".jpg", ".jpeg", ".jfif", ".webp", ".avif"],
  video: [".mp4", ".mov", ".qt", ".webm"],
  audio: [".mp3", ".m4a", ".wav", ".ogg", ".opus", ".flac"],
};

export function checkFileTypes(fields: Fields): void {
  for (const { form, value } of fields.list("file_types", { max: 10 }) ?? []) {
    if (typeof value === "string" && (value in GROUPS || /^\.[\w.+-]+$/u.test(value))) continue;
    form.fail("FILE_TYPE_INVALID", "Must be image, video, audio, or an extension with its dot");
  }
}

/** The client looks at the name alone, never at the content. */
export function fileFits(filename: string, types: readonly string[] | undefined): boolean {
  if (!types || types.length === 0) return true;
  const allowed = types.flatMap((type) => GROUPS[type] ?? [type.toLowerCase()]);
  return allowed.some((extension) => filename.toLowerCase().endsWith(extension));
}
