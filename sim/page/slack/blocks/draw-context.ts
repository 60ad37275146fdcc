import type { ComponentChild } from "preact";
import type { Fields } from "../../payload/fields.ts";
import type { Form } from "../form/form.ts";
import type { ShownFile } from "../message/shown-message.ts";
import type { Viewer } from "../viewer.ts";

/** What a block needs to know besides itself. */
export interface DrawContext {
  readonly viewer: Viewer;
  /** Slack's own files that blocks show, by what they are named with: an id or an address. "missing": people see that it cannot be found. */
  readonly pictures: Readonly<Record<string, ShownFile | "missing">>;
  /** What stands in the fields, and where what people do with them goes. */
  readonly form: Form;
}

/** Null: it lacks what its kind needs, and is shown as it is. `inside` draws the blocks and elements that it holds. */
export type Draw = (block: Fields, context: DrawContext, inside: Inside) => ComponentChild | null;

export interface Inside {
  /** `holder` is the block that it stands in. */
  readonly element: (element: unknown, holder: Fields) => ComponentChild;
}
