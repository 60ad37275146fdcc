// @vitest-environment happy-dom
// If this breaks: somebody cannot give the bot a picture, or gives one that Slack would not take.

import { describe, expect, test } from "vitest";
import type { Page } from "./dom.ts";
import { openForm, submit } from "./form-harness.ts";

const file = (name: string, bytes = 3): File => new File([new Uint8Array(bytes)], name);

const drop = async (page: Page, ...files: readonly File[]): Promise<void> => {
  const event = Object.assign(new Event("drop", { bubbles: true, cancelable: true }), { dataTransfer: { files } });
  await page.fire(page.find(".drop"), event);
};

describe("files", () => {
  test("can be dropped and taken back", async () => {
    const page = await openForm();
    await drop(page, file("a.png"), file("b.JPEG"));
    expect(page.find(".picked").textContent).toBe("a.png3 Bb.JPEG3 B");
    await page.click(page.named("Remove a.png"));
    await page.type(page.named("Prompt"), "A red fox");
    await submit(page);
    expect(page.submitted[0]?.["pictures"]?.["value"]).toMatchObject({ kind: "files", files: [{ name: "b.JPEG" }] });
  });

  test("that do not fit are refused one by one, in words", async () => {
    const page = await openForm();
    await drop(page, file("a.gif"), file("b.png", 10_000_001), file("c.png"), file("d.png"), file("e.png"));
    expect(page.find("[role=alert]").textContent).toBe(
      "a.gif was not added: it is not PNG or JPG. b.png was not added: it is larger than 10 MB. e.png was not added: up to 2 files can be added.",
    );
    expect(page.find(".picked").textContent).toBe("c.png3 Bd.png3 B");
  });
});
