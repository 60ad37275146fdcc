// A form, from the command that opens it to the run that comes of it. If this breaks: a trigger dies before the form is there,
// what was typed is lost, or one form is two charges.

import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/domain/errors/errors.ts";
import { openSlack } from "./harness.ts";
import type { SlackHarness } from "./harness.ts";

const methods = ({ sim }: SlackHarness, from: number): readonly string[] =>
  sim.requests.slice(from).map(({ method }) => method);

const type = (at: SlackHarness, text: string) =>
  at.fixtures.members[0].command(at.fixtures.channels[0], "/image", text);

async function openForm(at: SlackHarness, text = "") {
  await type(at, text).acknowledged;
  return await at.sim.waitFor(() => at.sim.views(at.fixtures.members[0])[0]);
}

describe("a form", () => {
  test("opens for a bare command before anything else is done", async () => {
    await using at = await openSlack();
    const before = at.sim.requests.length;
    const view = await openForm(at);

    expect(methods(at, before)).toEqual(["views.open"]);
    expect(at.handlers.invoked).toEqual([]);
    expect(view.title).toBe("/image");
    await at.fixtures.members[0].submit(view, { prompt: "a red fox", size: "16:9" }).acknowledged;
    await at.sim.waitFor(() => at.messages().length === 1);
    expect(at.handlers.invoked[0]?.invocation).toMatchObject({
      interactionId: `${at.sim.appId}:${at.fixtures.workspace.id}:${view.id}`,
      channelId: at.fixtures.channels[0].id,
      values: { prompt: "a red fox", size: "16:9" },
    });
  });

  test("that is sent in twice is one run (P2)", async () => {
    await using at = await openSlack();
    const view = await openForm(at, "a red fox --form");
    const [bo] = at.fixtures.members;
    const handle = bo.submit(view, {}, { deliverTwice: true });
    await at.sim.waitFor(() => handle.answers === 2);
    const again = bo.submit(view, {}, { forged: true });
    await at.sim.waitFor(() => again.answers === 1);
    await at.restart();
    expect(at.handlers.invoked).toHaveLength(3);

    expect(new Set(at.handlers.invoked.map(({ invocation }) => invocation.interactionId)).size).toBe(1);
    expect(at.messages()).toHaveLength(1);
  });

  test("says at the field what is wrong with it, and stays as it was filled in", async () => {
    await using at = await openSlack();
    const view = await openForm(at, "a red fox --form");
    const problem = { kind: "range", option: "n", min: 1, max: 4 } as const;
    at.handlers.refusal = new UserError("request.invalid", { detail: { problems: [problem] } });
    const answered = await at.fixtures.members[0].submit(view, { n: 9 }).acknowledged;

    expect(answered).toMatchObject({ type: "errors", errors: { n: expect.stringContaining("between 1 and 4") } });
    expect(view.isOpen).toBe(true);
    await at.fixtures.members[0].submit(view, { n: 4 }).acknowledged;
    await at.sim.waitFor(() => at.messages().length === 1);
  });

  test("that is refused for another reason says so on top, and can be sent in again", async () => {
    await using at = await openSlack();
    const view = await openForm(at, "a red fox --form");
    const [bo] = at.fixtures.members;
    at.handlers.refusal = new UserError("generation.too_late_to_cancel");
    expect(await bo.submit(view).acknowledged).toMatchObject({ type: "push" });
    const [, refusal] = at.sim.views(bo);
    expect(refusal?.title).toBe("Not started");
    if (refusal !== undefined) bo.close(refusal);
    await bo.submit(view).acknowledged;
    await at.sim.waitFor(() => at.messages().length === 1);

    expect(at.handlers.invoked).toHaveLength(2);
  });

  test("takes the fields of another model when that is chosen, with what was entered", async () => {
    await using at = await openSlack();
    const view = await openForm(at);
    const [bo] = at.fixtures.members;
    bo.fill(view, { prompt: "a red fox" });
    for (const handle of bo.fill(view, { model: "fox-2" })) await handle.acknowledged;
    await at.sim.waitFor(() => view.updates === 1);
    await bo.submit(view).acknowledged;
    await at.sim.waitFor(() => at.messages().length === 1);

    expect(at.handlers.invoked[0]?.invocation.values).toMatchObject({ prompt: "a red fox", model: "fox-2" });
  });

  test("completes while one types", async () => {
    await using at = await openSlack();
    const view = await openForm(at, "a red fox --n 2 --form");
    const block = view.blocks.find((one) => one["block_id"] === "style");
    const element = block?.["element"] as { readonly action_id: string } | undefined;
    const options = await at.fixtures.members[0].autocomplete(view, element?.action_id ?? "", "s");

    expect(options.map(({ value }) => value)).toContain("sketch");
    expect(at.handlers.typed).toMatchObject([{ command: "image", option: "style", text: "s", values: { n: 2 } }]);
  });

  test("whose trigger is over says what to do", async () => {
    await using at = await openSlack();
    at.sim.failNext({ method: "views.open", error: "expired_trigger_id" });
    expect(await type(at, "").acknowledged).toMatchObject({ type: "message" });

    expect(at.seen()).toMatchObject([{ onlyFor: at.person.userId }]);
    expect(at.seen()[0]?.text).toContain("did not open");
  });

  test("that was open for longer than a response URL lives still leads to a question for the person alone", async () => {
    await using at = await openSlack();
    const view = await openForm(at, "a red fox --form");
    await at.clock.advance(at.authorityMs);
    at.handlers.asksFirst = true;
    await at.fixtures.members[0].submit(view).acknowledged;
    await at.sim.waitFor(() => at.messages().length === 1);

    expect(at.seen()).toMatchObject([{ onlyFor: at.person.userId, buttons: ["Run for up to $0.6165", "Don't run"] }]);
  });
});
