// What a card shows while its run goes on, and what it must never show.

import { describe, expect, test } from "vitest";
import { signal, picture, running, sole, ran } from "./fixtures.ts";
import type { Harness } from "./harness.ts";

export function progressContract(name: string, open: () => Promise<Harness>): void {
  describe(`${name}: what was typed`, () => {
    test("notifies nobody, in no state of the card", async () => {
      await using at = await open();
      const { userId } = at.stranger;
      const run = await ran(at, `@everyone @here <@${userId}> <!channel> <!here> *bold*`);
      await at.platform.show(run.reply(), at.handlers.card(run.id, running("processing")), signal);
      await at.platform.deliver(run.delivery([picture(1)]), signal);

      expect(sole(at.seen())).toMatchObject({ pinged: false });
    });

    test("and what is secret stay out of the log", async () => {
      await using at = await open();
      const run = await ran(at, "a very private fox");
      at.hiccup();
      await expect(at.platform.deliver(run.delivery([picture(1)]), signal)).rejects.toMatchObject({
        code: "reply.busy",
      });
      await at.platform.deliver(run.delivery([picture(1)]), signal);
      at.remove(sole(at.seen()));
      await at.platform.deliver(run.delivery([picture(1)]), signal);

      const everything = at.log.lines.join("\n");
      for (const secret of [...at.secrets(), "very private fox"]) expect(everything).not.toContain(secret);
    });
  });

  describe(`${name}: progress`, () => {
    test("is shown in the reply itself, with some distance, the newest at last", async () => {
      await using at = await open();
      const run = await ran(at);
      const states = [running("queued"), running("queued"), running("processing")];
      const shown = states.map(
        async (state) => await at.platform.show(run.reply(), at.handlers.card(run.id, state), signal),
      );
      await Promise.race(shown);
      await at.clock.advance(60_000);
      const refs = await Promise.all(shown);

      const card = sole(at.seen());
      expect(card.text).toContain("generating");
      expect(card.edits).toBeLessThanOrEqual(2);
      for (const { messageId } of refs) expect(messageId).toBe(card.id);
    });

    test("is not worth a new message when the person has deleted the card", async () => {
      await using at = await open();
      const run = await ran(at);
      at.remove(sole(at.seen()));
      await at.platform.show(run.reply(), at.handlers.card(run.id, running("queued")), signal);

      expect(at.seen()).toEqual([]);
    });
  });
}
