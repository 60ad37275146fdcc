// A file that a person puts into a form of Slack, all the way to MindVideo, through the real bot. If one of these fails,
// people on Slack have no reference pictures, or learn too late that they have none.

import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startMindVideo } from "../../sim/mindvideo/simulator.ts";
import { startSlack } from "../../sim/slack/simulator.ts";
import type { SubmitOptions, Upload } from "../../sim/slack/state/people.ts";
import { systemClock } from "../../src/domain/time/clock.ts";
import { KeptLog } from "../platforms/contract/kept-log.ts";
import { PNG } from "../sim/slack/media.ts";
import { freePort } from "../../sim/bot/free-port.ts";
import { runApp } from "./in-process.ts";

const PACE = { queuedMs: 20, processingMs: 60 };

async function openBot({ lends }: { readonly lends: boolean }) {
  await using closing = new AsyncDisposableStack();
  const slack = closing.use(await startSlack({ limits: false, commands: ["/image"] }));
  const mindvideo = closing.use(await startMindVideo({ pace: PACE, media: "tiny", unreachable: "fail" }));
  const fixtures = slack.addFixtures();
  const folder = mkdtempSync(join(tmpdir(), "atelier-"));
  closing.defer(async () => await rm(folder, { recursive: true, force: true }));
  const log = new KeptLog();
  const port = await freePort();
  const env = {
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_BOT_TOKEN: fixtures.workspace.installation?.botToken ?? "",
    SLACK_API_URL: slack.apiUrl,
    MINDVIDEO_API_KEY: mindvideo.apiKey,
    MINDVIDEO_API_URL: mindvideo.apiUrl,
    MEDIA_ALLOWED_HOSTS: new URL(mindvideo.apiUrl).host,
    DATA_DIR: folder,
    ...(lends && { PORT: `${port}`, PUBLIC_URL: `http://127.0.0.1:${port}/` }),
  };
  closing.use(await runApp(env, { clock: systemClock, log }));
  const [person] = fixtures.members;
  const opened = closing.move();
  return {
    slack,
    mindvideo,
    log,
    /** Types the command and sends its form in with a file. */
    async send(text: string, image: Upload, options: SubmitOptions = {}) {
      await person.command(fixtures.channels[0], "/image", `${text} --form`).acknowledged;
      const view = await slack.waitFor(() => slack.views(person).at(-1));
      return await person.submit(view, { image: [image] }, options).acknowledged;
    },
    [Symbol.asyncDispose]: async () => await opened.disposeAsync(),
  };
}

test.each([
  ["qwen-image-2-0-pro", "fetched"],
  ["wan2-7-image", "decoded"],
] as const)("%s: it is %s there, and the result is in the thread", async (model, outcome) => {
  await using bot = await openBot({ lends: true });
  const bytes = Buffer.concat([PNG, Buffer.alloc(30_000, 7)]);
  await bot.send(`a red fox --model ${model}`, { name: "fox.png", bytes });
  const result = await bot.slack.waitFor((slack) =>
    slack.messages().find(({ author, files }) => author.bot && files.length > 0),
  );
  expect(result.threadTs).toBeDefined();
  expect(bot.mindvideo.tasks).toHaveLength(1);
  const read = bot.mindvideo.tasks.flatMap(({ references }) => references);
  expect(read.map((one) => [one.outcome, one.contentType, Buffer.from(one.bytes).equals(bytes)])).toEqual([
    [outcome, "image/png", true],
  ]);
  expect(JSON.stringify(bot.mindvideo.posts)).not.toMatch(/xoxb|xapp|files-pri/);
  expect(bot.log.lines.join("\n")).not.toMatch(/xoxb|xapp|files-pri|red fox|\/lent\/[\w-]|data:image/);
});

test("without PORT and PUBLIC_URL it is refused with what the operator has to set, and costs nothing", async () => {
  await using bot = await openBot({ lends: false });
  const answer = await bot.send("a red fox --model qwen-image-2-0-pro", { name: "fox.png", bytes: PNG });
  expect(answer).toMatchObject({
    type: "errors",
    errors: { image: expect.stringMatching(/takes no uploads for image[^]*PORT and PUBLIC_URL/) },
  });
  expect(bot.mindvideo.posts).toEqual([]);
});

test("more than a form takes, from a forged client, is refused at its field", async () => {
  await using bot = await openBot({ lends: true });
  const bytes = Buffer.concat([PNG, Buffer.alloc(11 * 1024 * 1024)]);
  const answer = await bot.send("a red fox --model wan2-7-image", { name: "fox.png", bytes }, { forged: true });
  expect(JSON.stringify(answer)).toContain("at most 10 MB");
  expect(bot.mindvideo.posts).toEqual([]);
});
