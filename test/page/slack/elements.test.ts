// @vitest-environment happy-dom
// If this breaks: a press does not reach the bot, reaches it twice, or reaches it without the question that it was to ask.

import { h } from "preact";
import { describe, expect, test } from "vitest";
import type { ElementAction } from "../../../sim/page/slack/elements/action.ts";
import { Message } from "../../../sim/page/slack/message/message.ts";
import { openPage } from "./dom.ts";
import type { Page } from "./dom.ts";
import { button, messageOf, option, viewer } from "./payloads.ts";

interface Harness extends Page {
  readonly actions: ElementAction[];
  readonly again: () => Promise<void>;
}

async function openElements(elements: readonly object[], answer?: () => Promise<void>): Promise<Harness> {
  const actions: ElementAction[] = [];
  const message = messageOf({ blocks: [{ type: "actions", block_id: "row", elements }] });
  const drawn = () =>
    h(Message, {
      message,
      viewer: {
        ...viewer,
        onAction: (action) => {
          actions.push(action);
          return answer?.();
        },
      },
    });
  const page = await openPage(drawn());
  return { ...page, actions, again: async () => await page.draw(drawn()) };
}

describe("a button", () => {
  test("tells the app by its ids", async () => {
    const page = await openElements([button("Run again", "again")]);
    await page.click(page.named("Run again"));
    const where = { messageId: "C0STUDIO/1", blockId: "row", actionId: "again" };
    expect(page.actions).toEqual([{ ...where, type: "button", values: [], state: {} }]);
  });

  test("without an id goes by its words", async () => {
    const page = await openElements([button("Run again", "again", { action_id: undefined })]);
    await page.click(page.named("Run again"));
    expect(page.actions).toMatchObject([{ actionId: "Run again" }]);
  });

  test("does not tell the app twice while it has not answered", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const page = await openElements([button("Go", "go")], async () => await promise);
    await page.click(page.named("Go"));
    await page.click(page.named("Go"));
    expect(page.actions).toHaveLength(1);
    expect(page.named("Go").getAttribute("aria-busy")).toBe("true");
    resolve();
    await promise;
    await page.again();
    await page.click(page.named("Go"));
    expect(page.actions).toHaveLength(2);
  });

  test("says why the app could not be told", async () => {
    const page = await openElements(
      [button("Go", "go")],
      async () => await Promise.reject(new Error("The app is not running.")),
    );
    await page.click(page.named("Go"));
    await page.again();
    expect(page.find("[role=alert]").textContent).toBe("The app is not running.");
  });
});

describe("an overflow menu", () => {
  const more = {
    type: "overflow",
    action_id: "more",
    options: [option("Change", "change"), option("Remove", "remove")],
  };

  test("opens onto its items, and tells the app which", async () => {
    const page = await openElements([more]);
    await page.click(page.named("More"));
    await page.click(page.named("Remove"));
    expect(page.actions).toMatchObject([{ actionId: "more", type: "overflow", values: ["remove"] }]);
    expect(page.root.querySelector("[role=menu]")).toBeNull();
  });

  test("is gone through by arrows, and left by Escape", async () => {
    const page = await openElements([more]);
    page.named("More").focus();
    await page.click(page.named("More"));
    await page.press("ArrowUp");
    expect(document.activeElement?.textContent).toBe("Remove");
    await page.press("ArrowDown");
    expect(document.activeElement?.textContent).toBe("Change");
    await page.press("Escape");
    expect(page.root.querySelector("[role=menu]")).toBeNull();
    expect(document.activeElement).toBe(page.named("More"));
  });
});

describe("a field in a message", () => {
  test("tells the app what was chosen, and goes on showing it", async () => {
    const options = [option("Wide", "16:9"), option("Tall", "9:16")];
    const page = await openElements([
      { type: "static_select", action_id: "size", options },
      { type: "checkboxes", action_id: "more", options: [option("Watermark", "mark")] },
    ]);
    await page.click(page.named("Select an item"));
    await page.click(page.find("[role=option]:nth-child(2)"));
    expect(page.find("input")).toMatchObject({ value: "Tall" });
    await page.click(page.find("input[type=checkbox]"));
    expect(page.actions.map(({ actionId, values }) => [actionId, values])).toEqual([
      ["size", ["9:16"]],
      ["more", ["mark"]],
    ]);
    expect(page.actions[1]?.state["row"]).toMatchObject({
      size: { choice: { value: "9:16" } },
      more: { choices: [{ value: "mark" }] },
    });
  });
});
