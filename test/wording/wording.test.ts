// If this breaks: somebody reads a code, a JSON pointer or an internal message instead of what to do next, or is told that
// nothing was charged where nobody can know that.

import { aRefusal } from "./a-refusal.ts";
import { expect, test } from "vitest";
import { RetryableError, TerminalError } from "../../src/domain/errors/errors.ts";
import { micros } from "../../src/domain/money/money.ts";
import type { Problem } from "../../src/domain/messages/problem.ts";
import type { Text } from "../../src/wording/text.ts";
import { duration } from "../../src/wording/card.ts";
import { sayProblem } from "../../src/wording/refusals/problem.ts";
import { sayCost } from "../../src/wording/cost.ts";
import { sayFailure } from "../../src/wording/failure.ts";
import { sayRefusal } from "../../src/wording/refusals/say-refusal.ts";

const plain = (words: string | Text): string =>
  [words]
    .flat()
    .map((span) => {
      if (typeof span === "string") return span;
      if (span.kind === "time") return `<${span.as} ${span.at}>`;
      if (span.kind === "varied") return plain(span.on.discord);
      if (span.kind === "person") return span.userId;
      if (span.kind === "role") return span.roleId;
      return span.kind === "channel" ? span.channelId : span.text;
    })
    .join("");

const refusal = (code: string, detail: Record<string, unknown> = {}): string => {
  const { title, lines, money } = sayRefusal(aRefusal(code, detail));
  return [plain(title), ...lines.map(plain), ...(money === null ? [] : [plain(money)])].join("\n");
};

test.each<[Problem, string]>([
  [{ kind: "required", option: "prompt" }, "prompt is missing."],
  [
    { kind: "not-offered", option: "mask", model: "Qwen Image" },
    "mask is not an option of Qwen Image. Leave it out, or choose another model.",
  ],
  [{ kind: "unknown-option", option: "sizee", nearest: "size" }, "There is no option sizee. Did you mean size?"],
  [{ kind: "unknown-option", option: "xyz", nearest: null }, "There is no option xyz."],
  [{ kind: "needs", option: "voice_1", needs: "image_1" }, "voice_1 needs image_1 beside it."],
  [{ kind: "not-whole", option: "n" }, "n must be a whole number."],
  [
    { kind: "range", option: "duration", min: 2, max: 15, unit: "seconds" },
    "duration must be between 2 and 15 seconds.",
  ],
  [{ kind: "range", option: "n", min: 1, max: null }, "n must be at least 1."],
  [{ kind: "range", option: "n", min: null, max: 4 }, "n must be at most 4."],
  [
    { kind: "length", option: "prompt", min: null, max: 800, got: 812 },
    "prompt must be at most 800 characters long. It has 812.",
  ],
  [
    { kind: "choice", option: "size", allowed: ["1:1", "16:9"], got: "17:9" },
    "size cannot be “17:9”. Choose 1:1 or 16:9.",
  ],
  [
    { kind: "count", option: "image_urls", min: null, max: 9, got: 12 },
    "image_urls takes at most 9 entries. It has 12.",
  ],
  [
    { kind: "form", option: "bbox_list", example: "[[1,2,3,4]]" },
    "bbox_list could not be read. Write it like this: [[1,2,3,4]]",
  ],
  [
    { kind: "url", option: "image_urls", got: "ftp://x" },
    "image_urls must be a web address that starts with https://, not “ftp://x”.",
  ],
  [
    { kind: "file-kind", option: "image", allowed: ["PNG", "JPEG"], got: "a PDF" },
    "image takes PNG or JPEG. This file is a PDF.",
  ],
  [
    { kind: "file-bytes", option: "image", maxBytes: 20_971_520, gotBytes: 31_000_000 },
    "image can be at most 20 MB. This file has 29.6 MB.",
  ],
  [
    { kind: "file-pixels", option: "image", min: 240, max: 8000, got: "100 × 90" },
    "image must be 240 to 8000 pixels on each side. This file has 100 × 90.",
  ],
  [
    { kind: "file-ratio", option: "image", max: 8, got: "9000 × 300" },
    "image can be at most 8 times as long as it is wide, either way. This file is 9000 × 300.",
  ],
  [
    { kind: "file-seconds", option: "voice", min: 1, max: 10, got: 12.34 },
    "voice must last 1 to 10 seconds. This file lasts 12.3.",
  ],
  [{ kind: "file-expired", option: "image" }, "The file for image is no longer available. Attach it again."],
  [{ kind: "rule", says: "`mask` only works with `image`." }, "mask only works with image."],
])("a problem names the option and what is allowed: %j", (problem, sentence) => {
  expect(plain(sayProblem(problem))).toBe(sentence);
});

test("all problems of a request are said at once", () => {
  const problems: Problem[] = [
    { kind: "required", option: "prompt" },
    { kind: "range", option: "n", min: 1, max: 4 },
  ];
  expect(refusal("request.invalid", { problems })).toBe(
    "2 things to change\nprompt is missing.\nn must be between 1 and 4.\nNothing was started and nothing was charged.",
  );
});

test("a full budget says how much of what is left, and until when", () => {
  const detail = {
    scope: { kind: "guild" },
    period: "month",
    cap: micros(5_000_000),
    spent: micros(4_980_000),
    held: micros(20_000),
    upTo: micros(24_300),
    resetsAt: 1_000,
  };
  const said = refusal("budget.full", detail);
  for (const part of ["$5.00 this month", "$4.98 is spent", "$0.02 is set aside", "up to $0.0243", "<ticking 1000>"]) {
    expect(said).toContain(part);
  }
});

test("what the operator spends over all servers is told to nobody", () => {
  const figures = { cap: micros(9_000_000), spent: micros(8_990_000), held: micros(0), upTo: micros(24_300) };
  const said = refusal("budget.full", { scope: { kind: "operator" }, period: "month", resetsAt: null, ...figures });
  expect(said).not.toMatch(/\$(9|8\.99)/);
  expect(said).toContain("$0.0243");
});

test("a missing permission is named, and who can give it", () => {
  const said = refusal("guild.missing_permission", { permissions: ["View Channel", "Attach Files"] });
  expect(said).toContain("An admin must give the bot the permissions View Channel and Attach Files in this channel.");
});

test.each([
  "model.off",
  "command.off",
  "generation.not_yours",
  "generation.too_late_to_cancel",
  "generation.unknown",
  "press.expired",
  "guild.not_installed",
  "database.away",
])("%s has words of its own", (code) => {
  expect(refusal(code)).not.toContain("Sorry");
  expect(refusal(code)).not.toContain(code);
});

test("a code nobody worded becomes an apology, without its internals", () => {
  const error = new TerminalError("internal", {
    detail: { why: "s3cret" },
    cause: new Error("ECONNREFUSED 10.0.0.1"),
  });
  const { title, lines, money } = sayRefusal(error);
  expect([plain(title), ...lines.map(plain)].join(" ")).toBe(
    "Sorry, that did not work Something went wrong inside the bot. The bot's owner can find details in the log.",
  );
  // It may have broken after the row was written: then the card tells what it cost.
  expect(money).toBeNull();
  expect(sayRefusal(new RetryableError("slack.no_hello")).money).toBeNull();
  expect(refusal("brand.new")).toContain("nothing was charged");
});

test.each([
  "generator.refused",
  "generator.failed",
  "generator.cancelled",
  "generator.no_media",
  "generator.model_gone",
  "generator.no_credit",
  "generator.unauthorized",
  "generator.conflict",
  "generator.rejected",
  "generator.gone",
  "generator.busy",
  "generator.unreachable",
  "generator.garbled",
  "media.too_large",
  "media.gone",
  "media.unreachable",
  "reply.unreachable",
  "reply.rejected",
  "internal",
])("a run that ended with %s says why", (code) => {
  const said = plain(sayFailure(code, null));
  expect(said).toMatch(/^[A-Z].*\.$/);
  expect(said).not.toContain(code);
});

test("the API's own reason is quoted, on one line and not without end", () => {
  expect(plain(sayFailure("generator.refused", "no\n\ncats"))).toBe(
    "MindVideo refused this request. It says: “no cats”",
  );
  expect(plain(sayFailure("generator.refused", "x".repeat(5_000))).length).toBeLessThan(400);
});

test("what a failure cost is always said", () => {
  expect(plain(sayCost(micros(0), micros(24_300)))).toBe("It cost nothing.");
  expect(plain(sayCost(micros(24_300), micros(24_300)))).toBe("It cost $0.0243.");
});

test("a charge above what was set aside is owned up to", () => {
  expect(plain(sayCost(micros(30_000), micros(24_300)))).toBe(
    "It cost $0.03. MindVideo charged more than the $0.0243 that was set aside for it.",
  );
});

test.each([
  [300, "1 s"],
  [18_200, "18 s"],
  [60_000, "1 min"],
  [125_000, "2 min 5 s"],
  [3_600_000, "1 h"],
  [4_800_000, "1 h 20 min"],
])("%d ms read as %s", (ms, text) => {
  expect(duration(ms)).toBe(text);
});
