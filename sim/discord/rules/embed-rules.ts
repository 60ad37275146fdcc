// https://docs.discord.com/developers/resources/message#embed-object-embed-limits
import { Fields, type Item } from "./fields.ts";

const EMBEDS_MAX = 10;
/** Over all embeds of a message: titles, descriptions, field names and values, footers and authors. */
const TOTAL_CHARS = 6_000;
const FIELDS_MAX = 25;
const IMAGES = /\.(?:jpe?g|png|webp|gif)$/iu;

/** `names`: the attachments that an `attachment://` may refer to. Answers with the names that were referred to. */
export function checkEmbeds(fields: Fields, names: ReadonlySet<string>): readonly string[] {
  const items = fields.list("embeds", { max: EMBEDS_MAX }) ?? [];
  const read = items.map((item) => checkEmbed(item, names));
  const chars = read.reduce((sum, embed) => sum + embed.chars, 0);
  if (chars > TOTAL_CHARS) {
    fields.form.at("embeds").fail("MAX_EMBED_SIZE_EXCEEDED", `Embed size exceeds maximum size of ${TOTAL_CHARS}`);
  }
  return read.flatMap((embed) => embed.names);
}

interface ReadEmbed {
  readonly chars: number;
  readonly names: readonly string[];
}

function checkEmbed({ form, value }: Item, names: ReadonlySet<string>): ReadEmbed {
  const embed = Fields.read(form, value);
  if (!embed) return { chars: 0, names: [] };
  const part = (key: string): Fields | undefined =>
    embed.has(key) ? Fields.read(embed.form.at(key), embed.raw(key)) : undefined;
  const [footer, author, image, thumbnail] = [part("footer"), part("author"), part("image"), part("thumbnail")];
  embed.integer("color", { min: 0, max: 0xffffff });
  checkLink(embed, "url");
  const texts = [
    embed.text("title", { max: 256 }),
    embed.text("description", { max: 4_096 }),
    footer?.text("text", { max: 2_048, required: true }),
    author?.text("name", { max: 256, required: true }),
    ...(embed.list("fields", { max: FIELDS_MAX }) ?? []).flatMap(fieldTexts),
  ];
  return {
    chars: texts.reduce((sum, text) => sum + (text?.length ?? 0), 0),
    names: [image, thumbnail].flatMap((picture) => (picture ? imageName(picture, names) : [])),
  };
}

function fieldTexts({ form, value }: Item): readonly (string | undefined)[] {
  const field = Fields.read(form, value);
  return [
    field?.text("name", { min: 1, max: 256, required: true }),
    field?.text("value", { min: 1, max: 1_024, required: true }),
  ];
}

function imageName(picture: Fields, names: ReadonlySet<string>): readonly string[] {
  const url = picture.text("url", { max: 2_048, required: true });
  if (!url?.startsWith("attachment://")) {
    checkLink(picture, "url");
    return [];
  }
  const name = url.slice("attachment://".length);
  if (!names.has(name) || !IMAGES.test(name)) {
    picture.form.at("url").fail("EMBED_ATTACHMENT_INVALID", `"${name}" is not an attached picture of this message.`);
  }
  return [name];
}

function checkLink(fields: Fields, key: string): void {
  const url = fields.text(key, { max: 2_048 });
  if (url === undefined || /^https?:\/\//u.test(url)) return;
  const message = `Scheme of "${url}" is not supported. Scheme must be one of ('http', 'https').`;
  fields.form.at(key).fail("URL_TYPE_INVALID_SCHEME", message);
}
