import { h } from "preact";
import type { ElementAction, OptionsQuery } from "../../../sim/page/slack/elements/action.ts";
import { valueOf } from "../../../sim/page/slack/form/entry.ts";
import type { FormState } from "../../../sim/page/slack/form/entry.ts";
import { Modal } from "../../../sim/page/slack/form/modal.ts";
import type { ShownView } from "../../../sim/page/slack/form/shown-view.ts";
import { openPage } from "./dom.ts";
import type { Page } from "./dom.ts";
import { form } from "./form-view.ts";
import { viewer } from "./payloads.ts";

export interface Harness extends Page {
  readonly submitted: FormState[];
  readonly actions: ElementAction[];
  readonly queries: OptionsQuery[];
  readonly closed: string[];
  /** Once the app has answered all that was asked. */
  readonly answered: () => Promise<void>;
  readonly show: (change: Partial<ShownView>) => Promise<void>;
}

interface HarnessOptions {
  readonly view?: Partial<ShownView>;
  readonly onSubmit?: () => void | Promise<void>;
  readonly suggest?: (query: OptionsQuery) => Promise<readonly unknown[]>;
}

export async function openForm({ view = {}, onSubmit, suggest }: HarnessOptions = {}): Promise<Harness> {
  const submitted: FormState[] = [];
  const actions: ElementAction[] = [];
  const queries: OptionsQuery[] = [];
  const closed: string[] = [];
  const answers: Promise<unknown>[] = [];
  const drawn = (change: Partial<ShownView>) =>
    h(Modal, {
      key: "V0FORM",
      view: { ...form, ...view, ...change },
      viewer: {
        ...viewer,
        onAction: (action) => void actions.push(action),
        onSuggest: (query) => {
          queries.push(query);
          const answer = suggest?.(query) ?? Promise.resolve([]);
          answers.push(answer);
          return answer;
        },
      },
      onSubmit: (state) => {
        submitted.push(state);
        return onSubmit?.();
      },
      onClose: () => closed.push("closed"),
    });
  const page = await openPage(drawn({}));
  const answered = async (): Promise<void> => {
    await Promise.allSettled(answers);
    await page.draw(drawn({}));
  };
  return {
    ...page,
    answered,
    submitted,
    actions,
    queries,
    closed,
    show: async (change) => await page.draw(drawn(change)),
  };
}

export const valuesOf = (state: FormState | undefined): unknown =>
  Object.fromEntries(
    Object.entries(state ?? {}).map(([blockId, fields]) => [
      blockId,
      Object.values(fields).map((entry) => valueOf(entry))[0],
    ]),
  );

export const submit = async (page: Harness): Promise<void> =>
  await page.fire(page.find("form"), new Event("submit", { bubbles: true, cancelable: true }));
