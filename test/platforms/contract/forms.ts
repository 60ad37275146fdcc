// The form behind Edit.

import { describe, expect, test } from "vitest";
import { signal, disk, made, shrink, publicOnes, sole } from "./fixtures.ts";
import type { Harness } from "./harness.ts";

export function formsContract(name: string, open: () => Promise<Harness>): void {
  describe(`${name}: the form behind Edit`, () => {
    const values = { prompt: "a red fox", model: "fox-2", size: "16:9", n: 3, image: disk("cat.png", 7) };

    async function edited(at: Harness) {
      await at.person.type("image", values);
      const id = at.handlers.answers[0] ?? "";
      const delivery = { reply: at.handlers.reply(id), files: [], shrink, record: async () => {} };
      await at.platform.deliver({ ...delivery, card: at.handlers.card(id, made(1), ["again", "edit"]) }, signal);
      return await at.person.open(sole(at.seen()), "Edit");
    }

    test("is filled in with what was typed, and sends the same when nothing is changed", async () => {
      await using at = await open();
      const form = await edited(at);
      const filled = Object.values(form.fields).join("\n");
      for (const part of ["a red fox", "fox-2", "16:9", "3"]) expect(filled).toContain(part);
      await form.submit({});

      const [typed, sent] = at.handlers.invoked;
      expect(sent?.invocation.command).toBe("image");
      expect(sent?.invocation.values).toEqual(typed?.invocation.values);
      expect(sent?.invocation.interactionId).not.toBe(typed?.invocation.interactionId);
      expect(publicOnes(at.seen())).toHaveLength(2);
    });

    test("sends what was changed, after a restart as well", async () => {
      await using at = await open();
      const form = await edited(at);
      await at.restart();
      await form.submit({ prompt: "a blue fox", files: [disk("dog.png", 8)] });

      const sent = at.handlers.invoked.at(-1)?.invocation.values;
      expect(sent).toMatchObject({
        prompt: "a blue fox",
        model: "fox-2",
        size: "16:9",
        n: 3,
        image: { name: "dog.png" },
      });
    });

    test("that nobody remembers any more says so", async () => {
      await using at = await open();
      const form = await edited(at);
      await at.clock.advance(24 * 60 * 60_000);
      await form.submit({ prompt: "a blue fox" });

      expect(at.handlers.invoked).toHaveLength(1);
      expect(at.seen().at(-1)?.text).toContain("has expired");
      expect(at.seen().at(-1)?.onlyFor).toBe(at.person.userId);
    });
  });
}
