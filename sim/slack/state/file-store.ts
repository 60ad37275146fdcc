// The files, from an upload URL to what people see. https://docs.slack.dev/messaging/working-with-files
import { createHash, randomBytes } from "node:crypto";
import { imageSize } from "../../kit/image-size.ts";
import type { EventHub } from "../../kit/event-hub.ts";
import type { SimEvent } from "./events.ts";
import { fileTypeOf } from "./file-type.ts";
import type { Ids } from "./ids.ts";
import type { Upload } from "./people.ts";
import type { Share, SlackFile } from "./slack-file.ts";
import type { Mutable } from "../../kit/mutable.ts";
import { known } from "../../kit/known.ts";

export interface Announcement {
  readonly workspaceId: string;
  readonly userId: string;
  readonly name: string;
  readonly length: number;
  readonly altText: string | undefined;
}

interface Ticket {
  readonly file: Mutable<SlackFile>;
  readonly length: number;
}

interface StoreParts {
  readonly events: EventHub<SimEvent>;
  readonly ids: Ids;
  readonly now: () => number;
  readonly origin: () => string;
  /** Of a workspace: for permalinks. */
  readonly domainOf: (workspaceId: string) => string;
}

export class FileStore {
  readonly #parts: StoreParts;
  readonly #files = new Map<string, Mutable<SlackFile>>();
  readonly #tickets = new Map<string, Ticket>();
  /** What completing a file will do once it is ready. */
  readonly #waiting = new Map<string, () => void>();
  /** What people put into forms of the app. */
  readonly #submitted = new Set<string>();

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  all(workspaceId?: string): readonly SlackFile[] {
    const all = [...this.#files.values()];
    return workspaceId === undefined ? all : all.filter((file) => file.workspaceId === workspaceId);
  }

  find(id: string): SlackFile | undefined {
    return this.#files.get(id);
  }

  byUrl(url: string): SlackFile | undefined {
    return this.all().find(({ urlPrivate, permalink }) => url === urlPrivate || url === permalink);
  }

  /** A file to be, and the token of its upload URL. */
  announce({ length, ...announcement }: Announcement): { readonly file: SlackFile; readonly ticket: string } {
    const file = this.#create({ ...announcement, state: "announced" });
    const ticket = randomBytes(24).toString("base64url");
    this.#tickets.set(ticket, { file, length });
    return { file, ticket };
  }

  /** False: no such URL, it was used before, or the bytes are not as many as were announced. */
  receive(ticket: string, bytes: Uint8Array): boolean {
    const found = this.#tickets.get(ticket);
    if (!found || found.file.state !== "announced" || found.length !== bytes.length) return false;
    fillIn(found.file, bytes);
    found.file.state = "uploaded";
    this.#parts.events.emit({ type: "file", change: "uploaded", file: found.file });
    return true;
  }

  /** `then` runs when it is ready; until then nobody can use it. */
  complete(id: string, title: string | undefined, then: () => void): void {
    const file = known(this.#files, id);
    file.state = "processing";
    file.title = title ?? file.name;
    this.#waiting.set(id, then);
    this.#parts.events.emit({ type: "file", change: "completed", file });
  }

  makeReady(id: string): void {
    const file = known(this.#files, id);
    const then = this.#waiting.get(id);
    if (!then) return;
    this.#waiting.delete(id);
    file.state = "ready";
    then();
    this.#parts.events.emit({ type: "file", change: "ready", file });
  }

  markSubmitted(id: string): void {
    this.#submitted.add(id);
  }

  isSubmitted(id: string): boolean {
    return this.#submitted.has(id);
  }

  share(id: string, share: Share): void {
    const file = known(this.#files, id);
    file.shares = [...file.shares, share];
  }

  /** What a person brings along, which is ready at once. */
  bring({ name, bytes }: Upload, owner: { readonly workspaceId: string; readonly userId: string }): SlackFile {
    const file = this.#create({ ...owner, name, altText: undefined, state: "ready" });
    fillIn(file, bytes);
    this.#parts.events.emit({ type: "file", change: "ready", file });
    return file;
  }

  #create(announced: Pick<SlackFile, "workspaceId" | "userId" | "name" | "altText" | "state">): Mutable<SlackFile> {
    const { ids, now, origin, domainOf } = this.#parts;
    const { name, workspaceId, userId } = announced;
    const id = ids.next("F");
    const path = `${workspaceId}-${id}`;
    const leaf = encodeURIComponent(name.toLowerCase().replaceAll(/\s+/gu, "_"));
    const file: Mutable<SlackFile> = {
      ...announced,
      id,
      title: name,
      mimetype: "",
      filetype: "",
      bytes: new Uint8Array(),
      size: 0,
      sha256: "",
      width: undefined,
      height: undefined,
      createdAt: now(),
      shares: [],
      urlPrivate: `${origin()}/files-pri/${path}/${leaf}`,
      urlPrivateDownload: `${origin()}/files-pri/${path}/download/${leaf}`,
      permalink: `https://${domainOf(workspaceId)}.slack.com/files/${userId}/${id}/${leaf}`,
    };
    this.#files.set(id, file);
    return file;
  }
}

function fillIn(file: Mutable<SlackFile>, bytes: Uint8Array): void {
  const size = imageSize(bytes);
  Object.assign(file, fileTypeOf(file.name, bytes), {
    bytes,
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    width: size?.width,
    height: size?.height,
  });
}
