// What the app answered to what a person did. A throw means that Slack could not use it.
import { fileProbe } from "./file-access.ts";
import { Fields } from "../rules/fields.ts";
import { Form } from "../rules/form.ts";
import type { Answer, LiveInteraction } from "../state/interaction-store.ts";
import { isObject, objectsOf, type JsonObject } from "../../kit/json.ts";
import { checkOptions } from "../rules/option-rules.ts";
import { Refusal } from "../rules/refusal.ts";
import { answerCommand } from "./responses.ts";
import type { Slack } from "../state/state.ts";
import { blocksOf } from "../state/view-store.ts";
import { checkedView } from "../rules/view-rules.ts";
import type { View } from "../state/view.ts";

export function commandAnswer(slack: Slack, body: unknown, { handle }: LiveInteraction): Answer {
  const message = answerCommand(slack, handle, bodyOf(body));
  return message ? { type: "message", message } : { type: "empty" };
}

/** Its body is not read. */
export function emptyAnswer(): Answer {
  return { type: "empty" };
}

/** https://docs.slack.dev/surfaces/modals#updating_response */
export function submissionAnswer(slack: Slack, body: unknown, view: View): Answer {
  const response = bodyOf(body);
  const action = response["response_action"];
  if (action === undefined && Object.keys(response).length === 0) {
    slack.views.close(view.id);
    return { type: "empty" };
  }
  if (action === "clear") {
    slack.views.clear(view.userId);
    return { type: "clear" };
  }
  if (action === "errors") return showErrors(slack, response["errors"], view);
  if (action === "update" || action === "push") return showView(slack, response["view"], { view, action });
  throw new Refusal("invalid_response_action");
}

export function optionsAnswer(body: unknown): Answer {
  const form = new Form([]);
  const answer = Fields.read({ form, value: bodyOf(body) });
  answer?.only("options");
  if (answer) checkOptions(answer, { max: 100 });
  if (form.problems.length > 0) throw Refusal.withMessages("invalid_options", form.problems);
  return { type: "options", options: objectsOf(bodyOf(body)["options"]) };
}

/** Keys are block ids of inputs; anything else, and the person sees none of them. */
function showErrors(slack: Slack, errors: unknown, view: View): Answer {
  const inputs = new Set(
    blocksOf(view)
      .filter(({ type }) => type === "input")
      .map((block) => block["block_id"]),
  );
  const entries = isObject(errors) ? Object.entries(errors) : [];
  const areGood = entries.every(([key, value]) => inputs.has(key) && typeof value === "string" && value !== "");
  if (entries.length === 0 || !areGood) throw new Refusal("invalid_errors");
  const shown = Object.fromEntries(entries) as Readonly<Record<string, string>>;
  slack.views.showErrors(view.id, shown);
  return { type: "errors", errors: shown };
}

interface Showing {
  readonly view: View;
  readonly action: "update" | "push";
}

function showView(slack: Slack, value: unknown, { view, action }: Showing): Answer {
  const scopes = slack.places.workspaces.get(view.workspaceId)?.installation?.scopes ?? [];
  const data = checkedView(value, { kind: "modal", scopes, probe: fileProbe(slack, [view.workspaceId]) });
  const shown = action === "update" ? slack.views.update(view.id, data) : slack.views.push(data, view);
  slack.views.release(view.id);
  return { type: action, view: shown };
}

function bodyOf(body: unknown): JsonObject {
  if (body === undefined) return {};
  if (!isObject(body)) throw new Refusal("invalid_response");
  return body;
}
