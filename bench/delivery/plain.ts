// What ours is compared with: fetch the bytes, post them as a form, all results at once, nothing checked or written down.

import { answerRounds } from "./rounds.ts";

async function copy(origin: string, index: number): Promise<void> {
  const media = await (await fetch(`${origin}/media/${index}`)).arrayBuffer();
  const form = new FormData();
  form.append("files[0]", new Blob([media], { type: "image/png" }), "result.png");
  form.append("payload_json", "{}");
  await (await fetch(`${origin}/api/v10/webhooks/1/${index}`, { method: "PATCH", body: form })).json();
}

answerRounds(async ({ origin, results }) => {
  const indices = Array.from({ length: results }, (_, index) => index);
  return await Promise.resolve(async () => await Promise.all(indices.map(async (index) => await copy(origin, index))));
});
