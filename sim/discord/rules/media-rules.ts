// Thumbnails, galleries and files, and what they may point at.
// https://docs.discord.com/developers/components/reference#unfurled-media-item
import { Fields } from "./fields.ts";
import type { Counts } from "./counts.ts";

const URL_CHARS_MAX = 2_048;
const PICTURES = /\.(?:jpe?g|jfif|png|webp|gif|avif)$/iu;
const PICTURES_AND_CLIPS = /\.(?:jpe?g|jfif|png|webp|gif|avif|mp4|mov|qt|webm)$/iu;

export function checkThumbnail(counts: Counts, thumbnail: Fields): void {
  checkDescribed(thumbnail);
  checkMedia(counts, thumbnail, { key: "media", shows: PICTURES, attachedOnly: false });
}

export function checkGallery(counts: Counts, gallery: Fields): void {
  for (const { form, value } of gallery.list("items", { min: 1, max: 10, required: true }) ?? []) {
    const item = Fields.read(form, value);
    if (!item) continue;
    checkDescribed(item);
    checkMedia(counts, item, { key: "media", shows: PICTURES_AND_CLIPS, attachedOnly: false });
  }
}

export function checkFile(counts: Counts, file: Fields): void {
  file.flag("spoiler");
  checkMedia(counts, file, { key: "file", shows: /./u, attachedOnly: true });
}

function checkDescribed(fields: Fields): void {
  fields.text("description", { max: 1_024 });
  fields.flag("spoiler");
}

interface MediaRule {
  readonly key: string;
  /** Which attached files it can show, by name. */
  readonly shows: RegExp;
  readonly attachedOnly: boolean;
}

function checkMedia(counts: Counts, fields: Fields, { key, shows, attachedOnly }: MediaRule): void {
  if (!fields.has(key)) return fields.missing(key);
  const media = Fields.read(fields.form.at(key), fields.raw(key));
  const url = media?.text("url", { min: 1, max: URL_CHARS_MAX, required: true });
  if (!media || url === undefined) return;
  const at = media.form.at("url");
  if (!url.startsWith("attachment://")) {
    if (attachedOnly || !/^https?:\/\/\S+$/u.test(url)) {
      at.fail("UNFURLED_MEDIA_ITEM_INVALID_URL", `"${url}" cannot be shown here`);
    }
    return;
  }
  const name = url.slice("attachment://".length);
  counts.referred.add(name);
  if (!counts.names.has(name)) {
    const message = `The referenced attachment "${name}" is not among the files of this request`;
    at.fail("UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message);
  } else if (!shows.test(name)) {
    at.fail("UNFURLED_MEDIA_ITEM_UNSUPPORTED_TYPE", `"${name}" cannot be shown here`);
  }
}
