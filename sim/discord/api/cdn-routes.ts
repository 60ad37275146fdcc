import type { Rest } from "./rest.ts";
import type { Discord } from "../state/state.ts";

/** GET and HEAD of attachments. What is forged, expired or deleted is not found. */
export function serveCdn(root: Rest, { cdn }: Discord): void {
  for (const folder of ["attachments", "ephemeral-attachments"]) {
    root.get(`/${folder}/:channel/:id/:name`, (c) => {
      const file = cdn.open(new URL(c.req.url));
      if (!file) return c.text("This content is no longer available.", 404);
      const headers = { "Content-Type": file.contentType, "Content-Length": String(file.bytes.length) };
      return c.body(new Uint8Array(file.bytes), 200, headers);
    });
  }
}
