// What people do on the page, as it goes to the server. A file in it travels beside it.

import type { SwitchName } from "./engine.ts";

export type Value = string | number | boolean | null | File | readonly (string | File)[];
export type Values = Readonly<Record<string, Value>>;

export type DiscordAct =
  | { readonly act: "say"; readonly by: string; readonly channel: string; readonly text: string }
  | {
      readonly act: "command";
      readonly by: string;
      readonly channel: string;
      /** With its subcommand: "budget set". */
      readonly name: string;
      readonly values: Values;
    }
  | {
      readonly act: "autocomplete";
      readonly by: string;
      readonly channel: string;
      readonly name: string;
      readonly values: Values;
      readonly focused: string;
    }
  | {
      readonly act: "press";
      readonly by: string;
      readonly message: string;
      readonly target: string;
      readonly chosen: readonly string[];
    }
  | { readonly act: "submit"; readonly by: string; readonly form: string; readonly values: Values }
  /** Closes a form, or takes away what says that there was no answer. */
  | { readonly act: "dismiss"; readonly id: string };

export type SlackAct =
  | {
      readonly act: "say";
      readonly by: string;
      readonly channel: string;
      readonly text: string;
      readonly thread: string | null;
    }
  | {
      readonly act: "command";
      readonly by: string;
      readonly channel: string;
      readonly name: string;
      readonly text: string;
    }
  /** `target` is a message or a view; `filled` is what stands in the other fields of a view. */
  | {
      readonly act: "press";
      readonly by: string;
      readonly target: string;
      readonly element: string;
      readonly chosen: readonly string[];
      readonly filled: Values;
    }
  | {
      readonly act: "suggest";
      readonly by: string;
      readonly target: string;
      readonly element: string;
      readonly typed: string;
    }
  | { readonly act: "submit"; readonly by: string; readonly view: string; readonly values: Values }
  | { readonly act: "close"; readonly by: string; readonly view: string }
  | { readonly act: "dismiss"; readonly id: string };

export type EngineAct =
  | { readonly act: "switch"; readonly name: SwitchName; readonly on: boolean }
  | { readonly act: "kill" }
  | { readonly act: "start" }
  | { readonly act: "restart" };

export interface Acts {
  readonly discord: DiscordAct;
  readonly slack: SlackAct;
  readonly engine: EngineAct;
}

/** In the place of a file: the name of the part that has its bytes. */
export interface FileElsewhere {
  readonly $file: string;
}
