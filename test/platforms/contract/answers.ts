// A command or a button and its first answer.

import type { Problem } from "../../../src/domain/messages/problem.ts";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/domain/errors/errors.ts";
import { signal, picture, disk, made, publicOnes, sole, ran } from "./fixtures.ts";
import type { Harness } from "./harness.ts";

export function answersContract(name: string, open: () => Promise<Harness>): void {
  describe(`${name}: a command`, () => {
    test("reaches the handlers as it was typed, and its card is the answer", async () => {
      await using at = await open();
      const { person, handlers, clock } = at;
      await person.type("image", { prompt: "a red fox", size: "16:9", n: 3, image: disk("cat.png", 7) });

      const [{ invocation, reply } = {}] = handlers.invoked;
      expect(invocation).toMatchObject({ command: "image", userId: person.userId, isAdmin: false, at: clock.now() });
      expect(invocation?.values).toMatchObject({ prompt: "a red fox", size: "16:9", n: 3 });
      expect(invocation?.values["image"]).toMatchObject({
        kind: "attachment",
        name: "cat.png",
        contentType: "image/png",
        bytes: 2_000,
      });
      expect(reply).toMatchObject({ guildId: invocation?.guildId, channelId: invocation?.channelId, ephemeral: false });
      const card = sole(at.seen());
      for (const part of ["a red fox", "16:9", "$0.0243"]) expect(card.text).toContain(part);
      expect(card.buttons).toEqual(["Cancel"]);
      expect(handlers.reply(handlers.answers[0] ?? "").messageId).toBe(card.id);
    });

    test("whose event arrives twice makes one card (P2)", async () => {
      await using at = await open();
      await at.person.type("image", { prompt: "a red fox" }, { twice: true });
      await expect.poll(() => at.handlers.invoked.length).toBe(2);

      const [first, second] = at.handlers.invoked;
      expect(first?.invocation.interactionId).toBe(second?.invocation.interactionId);
      sole(at.seen());
      expect(at.log.of("error")).toEqual([]);
    });

    test("that is refused says why to the person alone: each option, and what is allowed", async () => {
      await using at = await open();
      const problems: readonly Problem[] = [
        { kind: "range", option: "n", min: 1, max: 4 },
        { kind: "choice", option: "size", allowed: ["1:1", "16:9"], got: "@everyone" },
      ];
      at.handlers.refusal = new UserError("request.invalid", { detail: { problems } });
      await at.person.type("image", { prompt: "a red fox", n: 9 });

      const [refusal, ...others] = at.seen();
      expect(others).toEqual([]);
      expect(refusal).toMatchObject({ onlyFor: at.person.userId, pinged: false });
      for (const part of ["n", "between 1 and 4", "size", "16:9", "nothing was charged"])
        expect(refusal?.text).toContain(part);
      expect(at.handlers.answers).toEqual([]);
    });

    test("that breaks apologises, and lets nothing of the inside out", async () => {
      await using at = await open();
      const broken = new TypeError("secret internals");
      at.handlers.before = async () => await Promise.reject(broken);
      await at.person.type("image", { prompt: "a red fox" });

      expect(at.seen()).toHaveLength(1);
      expect(at.seen()[0]).toMatchObject({ onlyFor: at.person.userId });
      expect(at.seen()[0]?.text).not.toContain("secret internals");
      expect(at.log.of("error")).toHaveLength(1);
    });

    test("for a page is answered to the person alone", async () => {
      await using at = await open();
      await at.person.type("help");
      await at.person.type("models");

      const [help, models] = at.seen();
      expect(help?.text).toContain("/image");
      expect(models?.text).toContain("Makes foxes.");
      for (const page of [help, models]) expect(page?.onlyFor).toBe(at.person.userId);
    });
  });

  describe(`${name}: the buttons`, () => {
    test("lead back to their run, whoever presses", async () => {
      await using at = await open();
      const run = await ran(at);
      await at.stranger.press(sole(at.seen()), "Cancel");

      expect(at.handlers.pressed).toMatchObject([
        { action: "cancel", generationId: run.id, userId: at.stranger.userId },
      ]);
      expect(sole(at.seen()).text).toContain("cancelled");
    });

    test("keep the media on the card", async () => {
      await using at = await open();
      const run = await ran(at);
      await at.platform.deliver(
        { ...run.delivery([picture(1)]), card: at.handlers.card(run.id, made(1), ["cancel"]) },
        signal,
      );
      await at.person.press(sole(at.seen()), "Cancel");

      expect(sole(at.seen()).files).toHaveLength(1);
    });

    test("run again with a card of its own", async () => {
      await using at = await open();
      const run = await ran(at);
      await at.platform.deliver(run.delivery([picture(1)]), signal);
      await at.person.press(sole(at.seen()), "Run again");

      const [before, again] = publicOnes(at.seen());
      expect(before?.files).toHaveLength(1);
      expect(again?.text).toContain("a red fox");
      expect(new Set(at.handlers.answers).size).toBe(2);
    });

    test("say so privately when nothing can be done any more", async () => {
      await using at = await open();
      await ran(at);
      at.handlers.refusal = new UserError("generation.too_late_to_cancel");
      await at.person.press(sole(at.seen()), "Cancel");

      const [, told] = at.seen();
      expect(told).toMatchObject({ onlyFor: at.person.userId });
      expect(told?.text).toContain("Too late to cancel");
      expect(sole(at.seen()).text).toContain("starting");
    });
  });
}
