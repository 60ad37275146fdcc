// A bit of every block and every format.

import { button, messageOf, mrkdwn, NOW, option, picture, plain, richText, section, words } from "./payloads.ts";

const SECONDS = NOW / 1_000;

export const texts = messageOf({
  id: "C0STUDIO/7",
  text: [
    "*bold* _italic_ ~struck~ `code` *_both_* snake_case 2*3*4",
    "<@U0BO> <@U0ADA> <#C0STUDIO> <https://example.com|a link> https://example.com/bare.",
    `Since <!date^${SECONDS - 86_400}^{date_short_pretty} at {time}|yesterday>, 1 &lt; 2 &amp;&amp; 3 &gt; 2 :tada: 🦊`,
    "&gt; quoted, and",
    "&gt; quoted still",
    "```\nconst fox = 'red';\n```",
  ].join("\n"),
  edited: true,
});

export const gathered = messageOf({
  id: "C0STUDIO/8",
  blocks: [
    { type: "header", text: plain("Budgets of this workspace") },
    {
      type: "section",
      text: mrkdwn("*$20 a week* for everybody, of which *$3.41* is spent."),
      fields: [mrkdwn("*Each member*\n$2 a day"), mrkdwn("*<#C0STUDIO>*\n$20 a week")],
      accessory: {
        type: "overflow",
        action_id: "more",
        options: [option("Change", "change"), option("Remove", "remove")],
      },
    },
    {
      type: "section",
      text: mrkdwn("With a picture beside it"),
      accessory: { type: "image", alt_text: "A fox", slack_file: { id: "F0PIC1" } },
    },
    richText(
      section(words("Steps:")),
      { type: "rich_text_list", style: "bullet", elements: [section(words("one")), section(words("two"))] },
      { type: "rich_text_preformatted", elements: [words("model        runs   spent\nWan 2.7        12   $3.41")] },
    ),
    { type: "image", alt_text: "A chart", title: plain("Spent a day"), slack_file: { id: "F0PIC2" } },
    { type: "image", alt_text: "A lost picture", slack_file: { id: "F0GONE" } },
    {
      type: "actions",
      elements: [
        button("Confirm", "go", { style: "primary" }),
        button("Open", "open", { url: "https://example.com/" }),
        {
          type: "static_select",
          action_id: "size",
          placeholder: plain("Size"),
          options: [option("Square", "1:1"), option("Wide", "16:9")],
        },
      ],
    },
  ],
  pictures: { F0PIC1: picture("F0PIC1", 20), F0PIC2: picture("F0PIC2", 80, 900, 400), F0GONE: "missing" },
});

export const newer = messageOf({
  id: "C0STUDIO/9",
  blocks: [
    {
      type: "data_table",
      caption: "Runs of this week",
      page_size: 2,
      row_header_column_index: 0,
      rows: [
        [
          { type: "raw_text", text: "Day" },
          { type: "raw_text", text: "Runs" },
        ],
        ...["Monday", "Tuesday", "Wednesday"].map((day, index) => [
          { type: "raw_text", text: day },
          { type: "raw_number", value: index + 3, text: String(index + 3) },
        ]),
      ],
    },
    { type: "hologram", url: "https://example.com" },
  ],
  pictures: { F0PIC2: picture("F0PIC2", 80, 900, 400) },
});
