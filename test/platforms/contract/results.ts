// The end of a run and its way to the person.

import { describe, expect, test } from "vitest";
import { micros } from "../../../src/domain/money/money.ts";
import { signal, picture, clip, running, shas, sole, ran } from "./fixtures.ts";
import type { Harness } from "./harness.ts";

export function resultsContract(name: string, open: () => Promise<Harness>): void {
  describe(`${name}: a result`, () => {
    test("takes the place of the progress, byte for byte, with what it cost", async () => {
      await using at = await open();
      const run = await ran(at);
      const files = [picture(1), clip(2, 3_000)];
      const { reply, attached } = await at.platform.deliver(run.delivery(files), signal);

      const card = sole(at.seen());
      expect(attached).toBe(2);
      expect(shas(card.files)).toEqual(shas(files));
      expect(card.files.map(({ alt }) => alt)).toEqual(["a red fox, number 1", "a red fox, number 2"]);
      for (const part of ["$0.0243", "18 s", "seed 42"]) expect(card.text).toContain(part);
      expect(card.buttons).toEqual(["Run again", "Edit"]);
      expect(reply.messageId).toBe(card.id);
    });

    test("delivered twice looks like delivered once (P4)", async () => {
      await using at = await open();
      const run = await ran(at);
      await at.platform.deliver(run.delivery([picture(1), picture(2)]), signal);
      await at.platform.deliver(run.delivery([picture(1), picture(2)]), signal);

      expect(sole(at.seen()).files).toHaveLength(2);
    });

    test("goes ahead of progress that waits, which is then never shown", async () => {
      await using at = await open();
      const run = await ran(at);
      await at.platform.show(run.reply(), at.handlers.card(run.id, running("queued")), signal);
      const waiting = at.platform.show(run.reply(), at.handlers.card(run.id, running("processing")), signal);
      await at.platform.deliver(run.delivery([picture(1)]), signal);
      await at.clock.advance(60_000);
      await waiting;

      const card = sole(at.seen());
      expect(card.text).toContain("$0.0243");
      expect(card.files).toHaveLength(1);
    });

    test("reaches its message long after the command (P6)", async () => {
      await using at = await open();
      const run = await ran(at);
      await at.clock.advance(at.authorityMs);
      const { reply } = await at.platform.deliver(run.delivery([picture(1)]), signal);

      const card = sole(at.seen());
      expect(card.files).toHaveLength(1);
      expect(reply.messageId).toBe(card.id);
    });

    test("reaches its message after a restart", async () => {
      await using at = await open();
      const run = await ran(at);
      const platform = await at.restart();
      await platform.deliver(run.delivery([picture(1)]), signal);

      expect(sole(at.seen()).files).toHaveLength(1);
    });

    test("whose message ID was never recorded still finds it", async () => {
      await using at = await open();
      const run = await ran(at);
      const delivery = run.delivery([picture(1)]);
      const { reply } = await at.platform.deliver(
        { ...delivery, reply: { ...delivery.reply, messageId: null } },
        signal,
      );

      expect(sole(at.seen()).id).toBe(reply.messageId);
    });

    test("comes as a new message when the old one was deleted, and stays there (P5)", async () => {
      await using at = await open();
      const run = await ran(at);
      at.remove(sole(at.seen()));
      const { reply } = await at.platform.deliver(run.delivery([picture(1)]), signal);
      expect(sole(at.seen()).id).toBe(reply.messageId);
      expect(run.reply().messageId).toBe(reply.messageId);

      await at.platform.deliver(run.delivery([picture(1)]), signal);
      expect(sole(at.seen()).files).toHaveLength(1);
    });

    test("without media says why and what it cost", async () => {
      await using at = await open();
      const run = await ran(at);
      const failed = {
        kind: "failed",
        cost: micros(0),
        upTo: micros(1),
        code: "generator.refused",
        reason: "no @everyone",
      } as const;
      await at.platform.deliver({ ...run.delivery([]), card: at.handlers.card(run.id, failed, ["again"]) }, signal);

      const card = sole(at.seen());
      expect(card.text).toContain("MindVideo refused this request");
      expect(card.text).toContain("It cost nothing");
      expect(card.pinged).toBe(false);
    });

    test("that the platform is too busy for can be tried again", async () => {
      await using at = await open();
      const run = await ran(at);
      at.hiccup();
      await expect(at.platform.deliver(run.delivery([picture(1)]), signal)).rejects.toMatchObject({
        code: "reply.busy",
      });
      await at.platform.deliver(run.delivery([picture(1)]), signal);

      expect(sole(at.seen()).files).toHaveLength(1);
    });
  });
}
