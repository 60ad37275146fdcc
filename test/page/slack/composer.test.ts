// @vitest-environment happy-dom
// If this breaks: people cannot find the commands, or what they typed goes out otherwise than they typed it.

import { h } from "preact";
import { describe, expect, test } from "vitest";
import { Composer } from "../../../sim/page/slack/composer/composer.ts";
import { openPage } from "./dom.ts";
import type { Page } from "./dom.ts";
import { commands } from "./form-view.ts";

interface Harness extends Page {
  readonly sent: (readonly string[])[];
  readonly draft: () => string;
  readonly write: (text: string) => Promise<void>;
}

async function openComposer(problem?: string): Promise<Harness> {
  const sent: (readonly string[])[] = [];
  let draft = "";
  const drawn = () =>
    h(Composer, {
      placeholder: "Message #studio",
      commands,
      draft,
      problem,
      onDraft: (next) => {
        draft = next;
        void page.draw(drawn());
      },
      onCommand: (command, text) => sent.push([command, text]),
      onSay: (text) => sent.push([text]),
    });
  const page = await openPage(drawn());
  const write = async (text: string): Promise<void> => {
    await page.type(page.find("textarea"), text);
    await page.draw(drawn());
  };
  return { ...page, sent, write, draft: () => draft };
}

const offered = (page: Page): readonly string[] =>
  Array.from(page.root.querySelectorAll("[role=option] strong"), ({ textContent }) => textContent ?? "");

const activeOf = (page: Page): string | undefined =>
  document.getElementById(page.find("textarea").getAttribute("aria-activedescendant") ?? "")?.querySelector("strong")
    ?.textContent ?? undefined;

describe("a slash", () => {
  test("lists the commands of the manifest, each with what it takes", async () => {
    const page = await openComposer();
    await page.write("/");
    expect(offered(page)).toEqual(["/image", "/video", "/r2v", "/budget", "/usage"]);
    expect(page.read()).toContain("/image [prompt] --size 16:9 --n 2 --seed 41Makes picturesAtelier");
  });

  test.each([
    ["/im", ["/image"]],
    ["/U", ["/usage", "/budget"]],
    ["/e", ["/image", "/video", "/budget", "/usage"]],
    ["/nothing", []],
    ["hello /im", []],
  ])("%j offers %j", async (text, names) => {
    const page = await openComposer();
    await page.write(text);
    expect(offered(page)).toEqual(names);
  });

  test("is completed by arrows and Enter, and the list follows round its ends", async () => {
    const page = await openComposer();
    await page.write("/");
    expect(activeOf(page)).toBe("/image");
    await page.press("ArrowUp");
    expect(activeOf(page)).toBe("/usage");
    await page.press("ArrowDown");
    await page.press("ArrowDown");
    await page.press("Enter");
    expect(page.draft()).toBe("/video ");
    expect(page.sent).toEqual([]);
  });

  test("is completed by Tab, and by the mouse", async () => {
    const page = await openComposer();
    await page.write("/b");
    expect(await page.press("Tab")).toBe(true);
    expect(page.draft()).toBe("/budget ");
    await page.write("/");
    await page.click(page.find("[role=option]:nth-child(3)"));
    expect(page.draft()).toBe("/r2v ");
  });

  test("is left alone after Escape, until more is typed", async () => {
    const page = await openComposer();
    await page.write("/i");
    await page.press("Escape");
    expect(offered(page)).toEqual([]);
    await page.write("/im");
    expect(offered(page)).toEqual(["/image"]);
  });
});

describe("a command", () => {
  test("shows what it takes, and which of it has been typed", async () => {
    const page = await openComposer();
    await page.write("/image a fox --size 1:1 --n ");
    const parts = Array.from(page.root.querySelectorAll(".usage .part"), ({ className, textContent }) => [
      textContent,
      className,
    ]);
    expect(parts).toEqual([
      ["[prompt]", "part typed-yes"],
      ["--size 16:9", "part typed-yes"],
      ["--n 2", "part typed-now"],
      ["--seed 41", "part typed-no"],
    ]);
  });

  test("offers the flags that have not been typed", async () => {
    const page = await openComposer();
    await page.write("/image a fox --size 1:1 --");
    expect(offered(page)).toEqual(["--n", "--seed"]);
    await page.press("ArrowDown");
    await page.press("Tab");
    expect(page.draft()).toBe("/image a fox --size 1:1 --seed ");
    expect(offered(page)).toEqual([]);
  });

  test("goes out with its text as it was typed", async () => {
    const page = await openComposer();
    await page.write("/image  a <fox> & *friends*\n“two” lines ");
    await page.press("Enter");
    expect(page.sent).toEqual([["/image", " a <fox> & *friends*\n“two” lines "]]);
  });

  test("that is there in full goes out without anything behind it", async () => {
    const page = await openComposer();
    await page.write("/usage");
    await page.press("Enter");
    expect(page.sent).toEqual([["/usage", ""]]);
  });

  test("that there is none of is said to be none, and stays to be corrected", async () => {
    const page = await openComposer();
    await page.write("/imagine a fox");
    await page.press("Enter");
    expect(page.sent).toEqual([]);
    expect(page.find("[role=alert]").textContent).toBe(
      "/imagine is not a valid command. Type / to see those that there are.",
    );
    expect(page.find("textarea").getAttribute("aria-invalid")).toBe("true");
    await page.write("/image a fox");
    expect(page.root.querySelector("[role=alert]")).toBeNull();
  });
});

describe("words", () => {
  test("go out by Enter and by the button, and Shift + Enter begins a line", async () => {
    const page = await openComposer();
    await page.write("hello");
    expect(await page.press("Enter", { shiftKey: true })).toBe(false);
    expect(page.sent).toEqual([]);
    await page.press("Enter");
    await page.fire(page.find("form"), new Event("submit", { bubbles: true, cancelable: true }));
    expect(page.sent).toEqual([["hello"], ["hello"]]);
  });

  test("that are none do not go out", async () => {
    const page = await openComposer();
    await page.write("  \n ");
    await page.press("Enter");
    expect(page.sent).toEqual([]);
    expect(page.named("Send").hasAttribute("disabled")).toBe(true);
  });

  test("are not sent while an input method still composes them", async () => {
    const page = await openComposer();
    await page.write("きつね");
    await page.press("Enter", { isComposing: true });
    expect(page.sent).toEqual([]);
  });
});

test("what the page could not send is said below", async () => {
  const page = await openComposer("Bo is not in #studio.");
  expect(page.find("[role=alert]").textContent).toBe("Bo is not in #studio.");
});
