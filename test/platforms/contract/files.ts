// Results that do not fit: too large, or too many.

import { describe, expect, test } from "vitest";
import { UNTIL_MS, MIB, signal, png, picture, clip, sha, shas, publicOnes, sole, ran } from "./fixtures.ts";
import type { Harness } from "./harness.ts";

const killed = async (): Promise<void> => await Promise.reject(new Error("killed"));

export function filesContract(name: string, open: () => Promise<Harness>): void {
  describe(`${name}: a file that is too large`, () => {
    test("is made smaller when it is a picture, and a link with its end when it is a clip", async () => {
      await using at = await open();
      at.takeFilesUpTo(MIB);
      const run = await ran(at);
      const { attached } = await at.platform.deliver(
        run.delivery([picture(1, 2 * MIB), clip(2, 3 * MIB), picture(3)]),
        signal,
      );

      const card = sole(at.seen());
      expect(attached).toBe(2);
      expect(shas(card.files)).toEqual([sha(png(9, 1_000)), sha(png(3))]);
      expect(card.text).toContain("https://media.example/fox-2.mp4?sig=abc");
      expect(card.text).toContain(String(UNTIL_MS / 1000));
    });

    test("is not tried again once the platform has refused its like, not even after a restart", async () => {
      await using at = await open();
      at.takeFilesUpTo(MIB);
      const first = await ran(at);
      await at.platform.deliver(first.delivery([clip(1, 2 * MIB)]), signal);
      const refused = at.offered(2 * MIB - 1);
      const platform = await at.restart();
      const second = await ran(at);
      await platform.deliver(second.delivery([clip(2, 2 * MIB)]), signal);

      expect(refused).toBeGreaterThan(0);
      expect(at.offered(2 * MIB - 1)).toBe(refused);
    });

    test("that could not be fetched is a link", async () => {
      await using at = await open();
      const run = await ran(at);
      const { attached } = await at.platform.deliver(run.delivery([{ ...picture(1), bytes: null }]), signal);

      expect(attached).toBe(0);
      expect(sole(at.seen()).text).toContain("https://media.example/fox-1.png?sig=abc");
    });
  });

  describe(`${name}: more files than a message holds`, () => {
    const twelve = Array.from({ length: 12 }, (_, index) => picture(index + 10));

    test("all arrive, in order, and a repeat does not post them again (P4)", async () => {
      await using at = await open();
      const run = await ran(at);
      const { reply, attached } = await at.platform.deliver(run.delivery(twelve), signal);
      const messages = publicOnes(at.seen());

      expect(attached).toBe(12);
      expect(shas(messages.flatMap(({ files }) => files))).toEqual(shas(twelve));
      expect(run.reply().extraMessageIds).toEqual(reply.extraMessageIds);
      await at.platform.deliver(run.delivery(twelve), signal);
      expect(publicOnes(at.seen()).map(({ id }) => id)).toEqual(messages.map(({ id }) => id));
    });

    test("a process that dies before it has recorded a further message does not post it twice", async () => {
      await using at = await open();
      const run = await ran(at);
      await expect(at.platform.deliver({ ...run.delivery(twelve), record: killed }, signal)).rejects.toThrow("killed");
      await at.platform.deliver(run.delivery(twelve), signal);

      expect(shas(publicOnes(at.seen()).flatMap(({ files }) => files))).toEqual(shas(twelve));
    });

    test("an answer that is lost on the way does not make a message twice", async () => {
      await using at = await open();
      const run = await ran(at);
      at.loseAnswer();
      await expect(at.platform.deliver(run.delivery(twelve), signal)).rejects.toMatchObject({ code: "reply.busy" });
      await at.platform.deliver(run.delivery(twelve), signal);

      expect(shas(publicOnes(at.seen()).flatMap(({ files }) => files))).toEqual(shas(twelve));
    });
  });
}
