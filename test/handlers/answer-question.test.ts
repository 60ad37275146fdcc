// The question at the handlers itself, for what no client of a platform can be made to send. If one of these fails, a person
// reads that a run exists already instead of seeing its card, or a file is sent whose link has ended.

import { expect, test } from "vitest";
import { commandSpecs } from "../../commands/index.ts";
import type { Origin } from "../../src/domain/messages/invocation.ts";
import type { ReplyRef } from "../../src/domain/messages/reply.ts";
import { createHandlers } from "../../src/handlers/handlers.ts";
import { expectNothing, MINUTE_MS, openStill } from "../e2e/confirm-harness.ts";
import { anAttachment } from "../an-attachment.ts";

const CLIP = { prompt: "图1 walks", resolution: "1080P", duration: 5 };
const LINK = { image_with_roles: "https://example.com/character.jpg reference_image" };

async function openHandlers() {
  const { clock, harness } = await openStill();
  const { parts } = harness.app;
  const where = {
    platform: "discord",
    guildId: harness.fixtures.guild.id,
    channelId: harness.fixtures.channels[0].id,
  } as const;
  const origin: Origin = {
    ...where,
    interactionId: "77",
    channelName: null,
    userId: harness.fixtures.members[0].id,
    userName: null,
    roleIds: [],
    isAdmin: false,
    locale: "en-US",
    at: clock.now(),
  };
  const replyBy = (token: string): ReplyRef => ({
    ...where,
    messageId: null,
    token,
    tokenExpiresAt: clock.now(),
    ephemeral: false,
    maxFileBytes: 1,
    extraMessageIds: [],
  });
  const handlers = createHandlers(parts, commandSpecs(parts.catalog));
  const press = (interactionId: string) => ({ ...origin, interactionId, generationId: "discord:77" });
  return { clock, harness, handlers, origin, replyBy, press };
}

test("of one press delivered twice both answers are the card, of another press neither", async () => {
  const { handlers, origin, press, replyBy, harness } = await openHandlers();
  await using _ = harness;
  const asked = await handlers.invoke({ ...origin, command: "r2v", values: { ...CLIP, ...LINK } }, replyBy("command"));
  expect(asked).toMatchObject({ kind: "question", question: { generationId: "discord:77", upTo: 616_500 } });
  const answers = await Promise.all(
    [press("78"), press("78"), press("79")].map(
      async (one) => await handlers.press({ ...one, action: "run" }, replyBy(one.interactionId)),
    ),
  );
  expect(answers).toMatchObject([
    { kind: "card", card: { generationId: "discord:77" }, closes: { token: "command", ephemeral: true } },
    { kind: "card", card: { generationId: "discord:77" } },
    { kind: "closed", closing: { kind: "started" } },
  ]);
});

test("Don't run and Run at once: the first of them counts", async () => {
  const { handlers, origin, press, replyBy, harness } = await openHandlers();
  await using _ = harness;
  await handlers.invoke({ ...origin, command: "r2v", values: { ...CLIP, ...LINK } }, replyBy("command"));
  const no = handlers.press({ ...press("78"), action: "decline" }, replyBy("78"));
  const run = handlers.press({ ...press("79"), action: "run" }, replyBy("79"));
  expect(await no).toEqual({ kind: "closed", closing: { kind: "declined" } });
  await expect(run).rejects.toMatchObject({ code: "press.expired", detail: { of: "question" } });
  await expectNothing(harness);
});

test("a file whose link has ended meanwhile is refused as ever", async () => {
  const { clock, handlers, origin, press, replyBy, harness } = await openHandlers();
  await using _ = harness;
  const image = anAttachment({ access: "open", width: 512, height: 512, expiresAt: clock.now() + 5 * MINUTE_MS });
  const asked = await handlers.invoke({ ...origin, command: "r2v", values: { ...CLIP, image } }, replyBy("command"));
  expect(asked.kind).toBe("question");
  await clock.advance(6 * MINUTE_MS);
  await expect(handlers.press({ ...press("78"), action: "run" }, replyBy("78"))).rejects.toMatchObject({
    code: "request.invalid",
    detail: { problems: [{ kind: "file-expired", option: "image" }] },
  });
  await expectNothing(harness);
});
