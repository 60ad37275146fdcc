// The question before a run that can cost much, and the notices to those who answer for the bill.

import { describe, expect, test } from "vitest";
import { TerminalError } from "../../../src/domain/errors/errors.ts";
import { micros } from "../../../src/domain/money/money.ts";
import type { Notice } from "../../../src/domain/messages/notice.ts";
import { disk, picture, publicOnes, signal, sole } from "./fixtures.ts";
import type { Harness, Seen } from "./harness.ts";

const RUN = "Run for up to $0.6165";

async function askQuestion(at: Harness): Promise<Seen> {
  at.handlers.asksFirst = true;
  await at.person.type("image", { prompt: "a red fox @everyone", image: disk("cat.png", 7) });
  const [question, ...others] = at.seen();
  if (question === undefined || others.length > 0) throw new Error("there is not one question");
  return question;
}

export function questionsContract(name: string, open: () => Promise<Harness>): void {
  describe(`${name}: the question before an expensive run`, () => {
    test("is for the person alone: the amount, what is left in each budget, and two buttons", async () => {
      await using at = await open();
      const question = await askQuestion(at);

      expect(question).toMatchObject({ onlyFor: at.person.userId, pinged: false, buttons: [RUN, "Don't run"] });
      for (const part of [
        "$0.6165",
        "a red fox",
        "You, today",
        "$0.75",
        "of $1.00 left",
        `This ${at.guild}, this month`,
      ])
        expect(question.text).toContain(part);
      expect(question.text.indexOf("today")).toBeLessThan(question.text.indexOf("this month"));
      expect(at.handlers.answers).toEqual([]);
    });

    test("answered with yes becomes a card for everybody, which takes the result later; the question is gone", async () => {
      await using at = await open();
      await at.person.press(await askQuestion(at), RUN);

      const [press] = at.handlers.pressed;
      const id = press !== undefined && "generationId" in press ? press.generationId : "";
      expect(press).toMatchObject({ action: "run", userId: at.person.userId });
      expect(id).toContain(at.handlers.invoked[0]?.invocation.interactionId);
      await expect.poll(() => at.seen().map(({ onlyFor }) => onlyFor)).toEqual([undefined]);
      const card = sole(at.seen());
      expect(at.handlers.reply(id).messageId).toBe(card.id);

      const delivery = {
        reply: at.handlers.reply(id),
        card: at.handlers.card(id, { kind: "cancelled" }),
        files: [picture(1)],
        shrink: async () => null,
        record: async () => {},
      };
      await at.platform.deliver(delivery, signal);
      expect(sole(at.seen())).toMatchObject({ id: card.id, files: [{ name: "fox-1.png" }] });
    });

    test("answered with no says in its place that nothing was charged, and has no buttons any more", async () => {
      await using at = await open();
      const question = await askQuestion(at);
      await at.person.press(question, "Don't run");

      expect(at.handlers.pressed).toMatchObject([{ action: "decline" }]);
      expect(at.seen()).toMatchObject([{ id: question.id, onlyFor: at.person.userId, buttons: [] }]);
      expect(at.seen()[0]?.text).toContain("Not run. Nothing was charged.");
    });

    test("answered a second time leads to the card, in its place", async () => {
      await using at = await open();
      const question = await askQuestion(at);
      at.handlers.started = {
        kind: "started",
        isOver: false,
        card: { guildId: "1", channelId: "2", messageId: "345" },
      };
      await at.person.press(question, RUN);

      expect(publicOnes(at.seen())).toEqual([]);
      expect(at.seen()).toMatchObject([{ id: question.id, onlyFor: at.person.userId, buttons: [] }]);
      expect(at.seen()[0]?.text).toMatch(/already running[\s\S]*not started again[\s\S]*345/);
    });
  });

  describe(`${name}: a notice`, () => {
    const notice: Notice = {
      key: "discord:1:guild:month:2026-11:80",
      kind: "budget-low",
      percent: 80,
      budget: {
        scope: { kind: "member", id: "42" },
        period: "day",
        cap: micros(1_000_000),
        held: micros(100_000),
        spent: micros(710_000),
        resetsAt: Date.parse("2026-11-22T00:00:00Z"),
      },
    };

    test("stands in its channel for everybody, once however often it is sent, and pings nobody", async () => {
      await using at = await open();
      await askQuestion(at);
      const { guildId, channelId } = at.handlers.invoked[0]?.reply ?? { guildId: "", channelId: "" };
      await at.platform.notify({ guildId, channelId }, notice, signal);
      await at.platform.notify({ guildId, channelId }, notice, signal);

      const told = sole(at.seen());
      expect(told).toMatchObject({ pinged: false, buttons: [] });
      for (const part of ["80%", "today", "$0.81", "$1.00", "resets"]) expect(told.text).toContain(part);
    });

    test("to a channel that is gone says that it cannot be posted", async () => {
      await using at = await open();
      const place = { guildId: "1", channelId: "1300000000000000000" };
      await expect(at.platform.notify(place, notice, signal)).rejects.toBeInstanceOf(TerminalError);
    });
  });
}
