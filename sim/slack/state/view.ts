import type { JsonObject } from "../../kit/json.ts";

/** A modal, or the home tab of one person. Stays the same object while it changes. */
export interface View {
  /** "V…". */
  readonly id: string;
  readonly workspaceId: string;
  /** Who sees it. */
  readonly userId: string;
  readonly kind: "modal" | "home";
  readonly title: string;
  readonly submit: string | undefined;
  readonly close: string | undefined;
  readonly callbackId: string;
  readonly externalId: string | undefined;
  readonly privateMetadata: string;
  readonly blocks: readonly JsonObject[];
  readonly clearOnClose: boolean;
  readonly notifyOnClose: boolean;
  readonly hash: string;
  readonly rootViewId: string;
  readonly previousViewId: string | undefined;
  /** What stands in the fields now, as `view.state.values` has it. */
  readonly values: ViewValues;
  /** By block id: what the last `response_action: "errors"` put under the fields. */
  readonly errors: Readonly<Record<string, string>>;
  /** A submission is on its way. */
  readonly isSubmitting: boolean;
  readonly isOpen: boolean;
  readonly openedAt: number;
  /** How often the bot has changed it. */
  readonly updates: number;
}

/** By block id and action id. */
export type ViewValues = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
