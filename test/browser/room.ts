// One of the two rooms as a person uses it: by what they read, and by keys where a person would type.

import type { Locator, Page } from "playwright-core";

export interface Room {
  readonly frame: Locator;
  /** Where one types to the channel. */
  readonly field: Locator;
  readonly form: Locator;
  /** Messages of the bot in which these words stand. */
  cards(words: string | RegExp): Locator;
  /** Types to the channel, with Tab between the parts, and sends it with Enter. */
  type(...parts: readonly string[]): Promise<void>;
  /** Changes who one is. */
  be(name: string): Promise<void>;
  /** Goes to the channel of that name. */
  go(channel: string): Promise<void>;
}

export function openRoom(page: Page, title: "Discord" | "Slack"): Room {
  const frame = page.getByRole("region", { name: `${title} room` });
  const field = frame.getByRole("textbox", { name: /^Message #/ });
  return {
    frame,
    field,
    form: frame.getByRole("dialog"),
    cards: (words) => frame.getByRole("article", { name: "Message of Atelier" }).filter({ hasText: words }),
    async type(...parts) {
      await field.click();
      for (const [index, part] of parts.entries()) {
        if (index > 0) await page.keyboard.press("Tab");
        await page.keyboard.type(part);
      }
      await page.keyboard.press("Enter");
    },
    be: async (name) => await frame.getByRole("radiogroup").locator("label", { hasText: name }).click(),
    go: async (channel) =>
      await frame.getByRole("navigation").getByRole("button", { name: channel, exact: true }).click(),
  };
}

/** More steps than any list has entries. */
const MOST_STEPS = 60;

/** Goes down the open list with the arrow until what is called `name` is at hand, and takes it with `key`. */
export async function choose(page: Page, name: string, key: "Enter" | "Tab"): Promise<void> {
  const named = page.getByRole("option").filter({ has: page.getByText(name, { exact: true }) });
  await named.waitFor();
  const atHand = page
    .locator('[role="option"][aria-selected="true"]')
    .filter({ has: page.getByText(name, { exact: true }) });
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if ((await atHand.count()) > 0) return await page.keyboard.press(key);
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`The list never came to ${name}.`);
}

/** Resolves once each of them has been drawn from bytes that Chromium can read. */
export async function seePictures(pictures: Locator, count: number): Promise<void> {
  await pictures.nth(count - 1).waitFor();
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate(async (image: { decode(): Promise<void> }) => await image.decode());
  }
}

/** Plays a clip from its beginning, and resolves once frames of it have been shown: the time they stand at, in seconds. */
export async function playClip(clip: Locator): Promise<void> {
  await clip.waitFor();
  await clip.evaluate(async (video: Playable) => {
    video.muted = true;
    const moved = new Promise<void>((resolve) => {
      video.addEventListener("timeupdate", () => {
        if (video.currentTime > 0 && video.videoWidth > 0) resolve();
      });
    });
    await video.play();
    await moved;
  });
}

interface Playable {
  muted: boolean;
  readonly currentTime: number;
  readonly videoWidth: number;
  play(): Promise<void>;
  addEventListener(event: "timeupdate", listener: () => void): void;
}
