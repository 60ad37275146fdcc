// Buttons that somebody forged, or may not press. If one of these fails, one server acts on the runs of another, or
// anybody ends what somebody else is waiting for.

import { expect, test } from "vitest";
import { commandSpecs } from "../../commands/index.ts";
import type { CardAction, RunPress } from "../../src/domain/messages/invocation.ts";
import { createHandlers } from "../../src/handlers/handlers.ts";
import { openHarness } from "../pipeline/harness.ts";
import type { Harness } from "../pipeline/harness.ts";
import { anOrigin } from "../an-origin.ts";

/** By the person whose run `aGeneration` is, where it is. */
function pressOf({ clock }: Harness, generationId: string, over: Partial<RunPress> = {}): RunPress {
  return { ...anOrigin({ interactionId: "99", at: clock.now() }), action: "cancel", generationId, ...over };
}

async function open() {
  const harness = await openHarness();
  const { id, reply } = await harness.leave({ kind: "held" });
  const handlers = createHandlers(harness.parts, commandSpecs(harness.parts.catalog));
  const press = async (over: Partial<RunPress>) =>
    await handlers.press(pressOf(harness, id, over), { ...reply, token: "other" });
  return { harness, id, press };
}

const ACTIONS: readonly CardAction[] = ["cancel", "again", "edit"];

test.each(ACTIONS)("a forged %s acts on no run of another server, not even for its admins", async (action) => {
  const { harness, id, press } = await open();
  await using _ = harness;
  const unknown = { code: "generation.unknown" };
  await expect(press({ action, guildId: "11", isAdmin: true })).rejects.toMatchObject(unknown);
  await expect(press({ action, platform: "slack", isAdmin: true })).rejects.toMatchObject(unknown);
  expect((await harness.row(id)).state.kind).toBe("held");
  expect(await harness.parts.store.unfinished()).toHaveLength(1);
});

test("Cancel is its owner's, and an admin's, and nobody else's", async () => {
  const { harness, id, press } = await open();
  await using _ = harness;
  await expect(press({ userId: "31" })).rejects.toMatchObject({ code: "generation.not_yours" });
  expect((await harness.row(id)).state.kind).toBe("held");
  expect(await press({ userId: "31", isAdmin: true })).toMatchObject({
    kind: "redraw",
    card: { status: { kind: "cancelled" } },
  });
  expect(await press({})).toMatchObject({ kind: "redraw", card: { status: { kind: "cancelled" } } });
});

test("once the API may have heard of it, its owner cannot cancel either", async () => {
  const { harness, id, press } = await open();
  await using _ = harness;
  await harness.parts.store.beginSubmission(id, harness.clock.now());
  await expect(press({})).rejects.toMatchObject({ code: "generation.too_late_to_cancel" });
  expect((await harness.row(id)).state.kind).toBe("submitting");
});

test("Run again and Edit are anybody's, at their own cost", async () => {
  const { harness, press } = await open();
  await using _ = harness;
  expect(await press({ action: "edit", userId: "31" })).toMatchObject({
    kind: "form",
    form: { command: "image", values: { prompt: "a red fox" } },
  });
  expect(await press({ action: "again", userId: "31" })).toMatchObject({
    kind: "card",
    card: { userId: "31", generationId: "discord:99" },
  });
});
