// https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
import { isIP } from "node:net";
import { Fields } from "./fields.ts";
import type { Judge } from "./rule-context.ts";

const ALT_TEXT_CHARS_MAX = 2_000;

/** An image block or element. Slack reads the bytes itself, so they must be in public, or a file of its own. */
export function checkImageElement(judge: Judge, image: Fields, keys: readonly string[]): void {
  image.only(...keys, "alt_text", "image_url", "slack_file");
  image.text("alt_text", { min: 1, max: ALT_TEXT_CHARS_MAX, required: true });
  if (image.has("image_url") === image.has("slack_file")) {
    image.form.fail("must define either `image_url` or `slack_file`");
    return;
  }
  const url = image.url("image_url");
  if (url !== undefined && !isPublic(url)) image.form.at("image_url").fail("downloading image failed");
  if (image.has("slack_file")) checkSlackFile(judge, image);
}

function checkSlackFile(judge: Judge, image: Fields): void {
  const file = Fields.read(image.item("slack_file"));
  if (!file) return;
  file.only("id", "url");
  const [id, url] = [file.text("id", { min: 1 }), file.text("url", { min: 1 })];
  if ((id === undefined) === (url === undefined)) {
    file.form.fail("must define either `id` or `url`");
    return;
  }
  const problem = judge.probe(id === undefined ? { url: url ?? "" } : { id });
  if (problem !== undefined) file.form.fail(problem);
}

/** A host with a public name, or a public address; what is local to this machine Slack could never read. */
function isPublic(url: string): boolean {
  const { hostname } = new URL(url);
  if (isIP(hostname) || hostname.startsWith("["))
    return !/^(?:127|10|0|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])\.|\[)/u.test(hostname);
  return hostname.includes(".") && !/\.(?:local|localhost|internal)$/u.test(hostname);
}
