import type { JsonObject } from "../../domain/json.ts";
import type { Problem } from "../../domain/messages/problem.ts";
import { usualOption } from "./binding.ts";
import { placeholders } from "../document/check-document.ts";
import type { CompiledModel } from "../document/compile-model.ts";
import type { TypedOptions } from "./binding.ts";

interface Read {
  readonly typed: TypedOptions;
  /** Properties that already have a problem; rules about them are skipped, as they would only repeat it. */
  readonly faulty: ReadonlySet<string>;
}

/** The rules of the model's document that a request breaks: problems refuse it, warnings do not. */
export function brokenRules(
  model: CompiledModel,
  input: JsonObject,
  { typed, faulty }: Read,
): { readonly problems: readonly Problem[]; readonly warnings: readonly string[] } {
  const broken = model.rules.filter(
    (rule) => !rule.isKept(input) && !placeholders(rule.says).some((name) => faulty.has(name)),
  );
  const say = (says: string): string =>
    says.replaceAll(/\{(\w+)\}/g, (_, property: string) => optionsFor(model, property, typed));
  return {
    problems: broken.filter(({ level }) => level === "refuse").map(({ says }) => ({ kind: "rule", says: say(says) })),
    warnings: broken.filter(({ level }) => level === "warn").map(({ says }) => say(says)),
  };
}

/** The options typed for a property, without companions such as a voice; if none was typed, the usual one. */
function optionsFor(model: CompiledModel, property: string, typed: TypedOptions): string {
  const options = (typed.get(property) ?? [])
    .filter(({ binding }) => binding.kind !== "companion")
    .map(({ option }) => option);
  return (options.length > 0 ? options : [usualOption(model, property)]).map((option) => `\`${option}\``).join(", ");
}
