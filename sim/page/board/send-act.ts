import type { Acts, FileElsewhere } from "./acts.ts";

/** Does it, and resolves with what is told at once. Rejects with a sentence for whoever did it. */
export async function sendAct<Room extends keyof Acts>(room: Room, act: Acts[Room]): Promise<unknown> {
  const form = new FormData();
  const files: File[] = [];
  const text = JSON.stringify(act, (_, value: unknown) => {
    if (!(value instanceof File)) return value;
    files.push(value);
    return { $file: `file-${files.length - 1}` } satisfies FileElsewhere;
  });
  form.set("act", text);
  for (const [index, file] of files.entries()) form.set(`file-${index}`, file);
  const answer = await post(`/acts/${room}`, form);
  const body = (await answer.json()) as { readonly told?: unknown; readonly problem?: string };
  if (body.problem !== undefined) throw new Error(body.problem);
  return body.told;
}

async function post(path: string, body: FormData): Promise<Response> {
  try {
    return await fetch(path, { method: "POST", body });
  } catch (cause) {
    throw new Error("The demo does not answer. Is it still running?", { cause });
  }
}

interface Acting<Act> {
  readonly act: (what: Act) => Promise<unknown>;
  /** What cannot be done is seen where it was tried: it is not there any more. */
  readonly actQuietly: (what: Act) => void;
}

export function actingIn<Room extends keyof Acts>(room: Room): Acting<Acts[Room]> {
  const act = async (what: Acts[Room]): Promise<unknown> => await sendAct(room, what);
  return { act, actQuietly: (what) => void act(what).catch(() => {}) };
}
