import type { Value, Values } from "../../board/acts.ts";
import type { DiscordForm, Sample } from "../../board/collections.ts";
import type { Viewer } from "../viewer.ts";

export interface FormModalProps {
  readonly form: DiscordForm;
  readonly viewer: Viewer;
  readonly samples: readonly Sample[];
  readonly isBusy: boolean;
  /** The bot did not take it. */
  readonly hasFailed: boolean;
  readonly onSubmit: (values: Values) => Promise<void>;
  readonly onClose: () => void;
}

export interface Filling extends Pick<FormModalProps, "samples" | "viewer"> {
  readonly problem: string | null;
  readonly values: Values;
  readonly set: (customId: string, value: Value) => void;
}
