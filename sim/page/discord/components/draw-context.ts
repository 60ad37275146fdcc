import type { ComponentChild } from "preact";
import type { Fields } from "../../payload/fields.ts";
import type { ShownAttachment } from "../message/shown-message.ts";
import type { Viewer } from "../viewer.ts";

/** What a component needs to know besides itself. */
export interface DrawContext {
  readonly viewer: Viewer;
  /** What `attachment://` refers to. */
  readonly attachments: readonly ShownAttachment[];
}

/** Null: it lacks what its kind needs, and is shown as it is. `inside` draws the components that it holds. */
export type Draw = (
  component: Fields,
  context: DrawContext,
  inside: (component: unknown) => ComponentChild,
) => ComponentChild | null;
