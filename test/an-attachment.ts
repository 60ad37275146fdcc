import type { Attachment } from "../src/domain/messages/invocation.ts";

/** A picture that only the bot can read, of which nothing was measured, with what a test cares about in place of the rest. */
export const anAttachment = (change: Partial<Attachment> = {}): Attachment => ({
  kind: "attachment",
  name: "a.png",
  url: "https://files.example/a.png",
  access: "private",
  contentType: "image/png",
  bytes: 10,
  width: null,
  height: null,
  seconds: null,
  expiresAt: null,
  ...change,
});
