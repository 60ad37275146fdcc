// What the bot sends from a command to its results.

import { button, clip, messageOf, mrkdwn, NOW, picture, richText, section, words } from "./payloads.ts";

const date = (format: string): object => ({ type: "date", timestamp: NOW / 1_000 + 40, format, fallback: "soon" });

export const running = messageOf({
  id: "C0STUDIO/2",
  blocks: [
    { type: "task_card", task_id: "1", title: "Generating 2 pictures with Wan 2.7 Image", status: "in_progress" },
    richText({ type: "rich_text_quote", elements: [words("Wildflower meadow in spring, watercolour")] }),
    richText(
      section(
        words("The model is at work, "),
        words("42 %", { bold: true }),
        words(". Expected at "),
        date("{time_secs}"),
        words("."),
      ),
    ),
    { type: "context", elements: [mrkdwn("<@U0BO> · size *1:1* · n *2* · seed *41*")] },
    { type: "actions", elements: [button("Cancel", "cancel", { style: "danger" })] },
  ],
});

export const done = messageOf({
  id: "C0STUDIO/3",
  blocks: [
    { type: "task_card", task_id: "2", title: "2 pictures with Wan 2.7 Image", status: "complete" },
    richText({ type: "rich_text_quote", elements: [words("Wildflower meadow in spring, watercolour")] }),
    richText(
      section(
        words("Done in 18 s for "),
        words("$0.06", { bold: true }),
        words(".\n"),
        { type: "link", url: "https://atelier.slack.com/files/U1/F1/a.png", text: "Picture 1" },
        words(" · "),
        { type: "link", url: "https://atelier.slack.com/files/U1/F2/b.png", text: "Picture 2" },
      ),
    ),
    { type: "context", elements: [mrkdwn("<@U0BO> · size *1:1* · n *2* · seed *41*")] },
    { type: "actions", elements: [button("Run again", "again"), button("Edit", "edit")] },
  ],
});

export const shared = messageOf({
  id: "C0STUDIO/4",
  files: [picture("F0PIC1", 20), picture("F0PIC2", 130), picture("F0PIC3", 260, 900, 600)],
});

export const everyFile = messageOf({
  id: "C0STUDIO/5",
  text: "All of it",
  files: [
    picture("F0PIC1", 330, 1_200, 800),
    clip,
    { ...clip, id: "F0SOUND1", name: "voice.wav", title: "voice.wav", mimetype: "audio/wav" },
    { ...clip, id: "F0REPORT", name: "report.csv", title: "Report of October", mimetype: "text/csv", size: 1_312 },
  ],
});

export const refused = messageOf({
  id: "C0STUDIO/10",
  ephemeral: true,
  blocks: [
    richText(
      section(
        words("size", { code: true }),
        words(" must be one of 1:1, 16:9 and 9:16. You wrote "),
        words("17:9", { code: true }),
        words("."),
      ),
    ),
  ],
});

export const typed = messageOf({
  id: "C0STUDIO/11",
  author: { name: "Bo", bot: false },
  text: "/image Wildflower meadow in spring, watercolour --size 1:1 --n 2",
  createdAt: NOW - 180_000,
});
