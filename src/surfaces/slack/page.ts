import type { ModelPage } from "../../domain/option.ts";
import type { Page, PageFile } from "../page.ts";
import type { Refusal } from "../wording.ts";
import type { MessageBody } from "./body.ts";

/** A page, and the files of it: no private answer can hold a file, so they go to the direct message with the person. */
export interface Sheet {
  readonly body: MessageBody;
  readonly files: readonly PageFile[];
}

export interface PageLook {
  /** What stands before the name of each command: `mv-`. */
  readonly prefix: string;
  /** Where the files stand; null: nowhere yet, and the page says that they are on their way. */
  readonly filesAt?: string | null;
}

export function drawPage(_page: Page, _look: PageLook): Sheet {
  throw new Error("not drawn yet");
}

export function drawRefusal(_refusal: Refusal, _look: PageLook): MessageBody {
  throw new Error("not drawn yet");
}

export function drawModels(_models: readonly ModelPage[], _look: PageLook): MessageBody {
  throw new Error("not drawn yet");
}
