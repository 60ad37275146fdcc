// A form in the hands of a person: the client's own rules of what can be entered, without a workspace around it.

import type { types, ViewOutput } from "@slack/bolt";
import { elementsOf, withIds } from "../../../sim/slack/rules/block-walk.ts";
import { fieldProblem } from "../../../sim/slack/rules/field-rules.ts";
import { filledState } from "../../../sim/slack/acts/field-fill.ts";
import { initialState } from "../../../sim/slack/acts/field-state.ts";
import type { JsonObject } from "../../../sim/kit/json.ts";
import type { FieldValues } from "../../../sim/slack/simulator.ts";
import type { Handlers, Form } from "../../../src/platforms/platform.ts";
import { drawForm } from "../../../src/platforms/slack/form/form.ts";
import type { Draft } from "../../../src/platforms/slack/form/form.ts";
import { drawChoices } from "../../../src/platforms/slack/form/submission.ts";
import { catalog } from "../../catalog/catalog-fixtures.ts";

export const handlers: Pick<Handlers, "form"> = {
  form: (command, values) => ({ command, ...catalog.form(command, values) }),
};

export const PLACE = { channelId: "C0123456789", channelName: "general", draftId: "d1", prefix: "" };

export const drawn = (form: Form): types.ModalView => drawForm(form, { ...PLACE, command: form.command });

function bring(): JsonObject {
  throw new Error("files are brought in the simulator");
}

export class Modal {
  readonly view: types.ModalView;
  readonly draft: Draft;
  readonly #values: Record<string, Record<string, JsonObject>> = {};
  readonly #placed: ReturnType<typeof elementsOf>;

  constructor(form: Form) {
    this.view = drawn(form);
    this.draft = { command: form.command, values: form.values };
    this.#placed = elementsOf(withIds(this.view.blocks as unknown as readonly JsonObject[], "v"));
    for (const { blockId, actionId, element } of this.#placed) {
      const state = initialState(element);
      if (state !== undefined) this.#values[blockId] = { [actionId]: state };
    }
  }

  /** @throws ClientRefusal: the client does not let it in */
  fill(blockId: string, value: FieldValues[string]): this {
    const placed = this.#placed.find((one) => one.blockId === blockId);
    if (placed === undefined) throw new Error(`no field ${blockId}`);
    const { actionId, element } = placed;
    const isCompleted = element["type"] === "external_select" && typeof value === "string";
    const suggested = isCompleted ? drawChoices([], { text: value, isFree: actionId === "suggested" }) : [];
    const filling = { forged: false, suggested: suggested as unknown as readonly JsonObject[], bring };
    this.#values[blockId] = { [actionId]: filledState(element, value, filling) };
    return this;
  }

  /** What the client would not send in. */
  problems(): readonly string[] {
    return this.#placed.flatMap(({ block, blockId, actionId, element }) => {
      const problem = fieldProblem(block, element, this.#values[blockId]?.[actionId] ?? {});
      return problem === undefined ? [] : [`${blockId} ${problem}`];
    });
  }

  get sent(): Pick<ViewOutput, "blocks" | "state"> {
    return JSON.parse(JSON.stringify({ blocks: this.view.blocks, state: { values: this.#values } })) as ViewOutput;
  }
}
