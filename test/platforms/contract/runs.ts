// A list of runs, and a result that is brought back: the way to what was deleted, or never arrived.

import { describe, expect, test } from "vitest";
import { picture, publicOnes, ran, sha, shas, signal, sole } from "./fixtures.ts";
import type { Harness, Seen } from "./harness.ts";

/** What the person alone was shown at last. */
function page(at: Harness): Seen {
  const found = at.seen().findLast(({ onlyFor }) => onlyFor === at.person.userId);
  if (found === undefined) throw new Error("nothing was shown to the person alone");
  return found;
}

export function runsContract(name: string, open: () => Promise<Harness>): void {
  describe(`${name}: a list of runs`, () => {
    test("is for the person alone: what was asked for, what it cost, and a button for each result", async () => {
      await using at = await open();
      await ran(at, "a red fox");
      await ran(at, "a blue fox");
      await at.person.type("jobs");

      const shown = page(at);
      for (const part of ["a red fox", "a blue fox", "$0.0243", "Fox"]) expect(shown.text).toContain(part);
      expect(shown).toMatchObject({ pinged: false, buttons: ["Bring 1 here", "Bring 2 here", "Older"] });
    });

    test("is paged in place", async () => {
      await using at = await open();
      await ran(at);
      await at.person.type("jobs");
      const first = page(at);
      await at.person.press(first, "Older");
      await expect.poll(() => page(at).buttons).toEqual(["Newest"]);
      expect(page(at).id).toBe(first.id);
      await at.person.press(page(at), "Newest");
      await expect.poll(() => page(at).text).toContain("a red fox");
      expect(at.seen()).toHaveLength(2);
    });
  });

  describe(`${name}: a result that is brought back`, () => {
    test("is a message of its own, for everybody; the list and the first one stay as they are", async () => {
      await using at = await open();
      const run = await ran(at);
      await at.platform.deliver(run.delivery([picture(1)]), signal);
      const first = sole(at.seen());
      await at.person.type("jobs");
      await at.person.press(page(at), "Bring 1 here");
      await expect.poll(() => at.handlers.reply(run.id).messageId).not.toBeNull();

      const reply = at.handlers.reply(run.id);
      expect(reply.messageId).not.toBe(first.id);
      await at.platform.deliver({ ...run.delivery([picture(2)]), reply }, signal);
      const [before, brought, ...others] = publicOnes(at.seen());
      expect(others).toEqual([]);
      expect(before?.id).toBe(first.id);
      expect(shas(before?.files ?? [])).toEqual([sha(picture(1).bytes)]);
      expect(brought?.id).toBe(reply.messageId);
      expect(shas(brought?.files ?? [])).toEqual([sha(picture(2).bytes)]);
      expect(page(at).buttons).toContain("Bring 1 here");
    });

    test("comes where the first one was deleted, and after a restart", async () => {
      await using at = await open();
      const run = await ran(at);
      await at.platform.deliver(run.delivery([picture(1)]), signal);
      at.remove(sole(at.seen()));
      await at.person.type("jobs");
      await at.person.press(page(at), "Bring 1 here");
      await expect.poll(() => at.handlers.reply(run.id).messageId).not.toBeNull();
      const second = await at.restart();
      await second.deliver({ ...run.delivery([picture(1)]), reply: at.handlers.reply(run.id) }, signal);

      const brought = at.seen().find(({ id }) => id === at.handlers.reply(run.id).messageId);
      expect(brought?.onlyFor).toBeUndefined();
      expect(shas(brought?.files ?? [])).toEqual([sha(picture(1).bytes)]);
    });
  });
}
