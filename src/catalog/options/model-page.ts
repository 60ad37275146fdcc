import type { ModelPage } from "../../domain/messages/option.ts";
import type { Property } from "../document/document.generated.ts";
import { capacity } from "../document/file-properties.ts";
import type { CompiledModel } from "../document/compile-model.ts";
import { optionName } from "../document/option-name.ts";
import { menuOf } from "./option-type.ts";
import { highestPrice } from "../price/price.ts";
import { formOf } from "../read/read-form.ts";
import { spell } from "../spell.ts";
import { sayFiles, sayIfLeftOut, sayNumber, sayText, sayTexts, TRUE_OR_FALSE } from "../../wording/options.ts";

/** What `/models` shows of a model: each option, and which values it takes. */
export function pageOf(model: CompiledModel): ModelPage {
  const { slug, title, description, command, document } = model;
  const options = Object.entries(document.input.properties).map(([property, schema]) => ({
    name: model.files.get(property)?.slots[0]?.name ?? optionName(property),
    title: schema.title ?? property,
    allowed: allowed(model, property, schema),
  }));
  return { slug, title, description, command, from: highestPrice(model, {}), options };
}

function allowed(model: CompiledModel, property: string, schema: Property): string {
  const file = model.files.get(property);
  const said = file === undefined ? values(model, property, schema) : sayFiles(file.kind, capacity(schema));
  const isRequired = model.document.input.required?.includes(property) === true;
  return said + sayIfLeftOut(schema.default === undefined ? null : spell(schema.default), isRequired);
}

function values(model: CompiledModel, property: string, schema: Property): string {
  const menu = menuOf(model, property);
  if (schema.enum !== undefined) return menu.join(", ");
  if (menu.length > 0) return sayTexts(menu.slice(0, 3));
  switch (schema.type) {
    case "boolean":
      return TRUE_OR_FALSE;
    case "integer":
    case "number":
      return sayNumber(schema.type === "integer", schema.minimum, schema.maximum);
    case "string":
      return sayText(schema.maxLength);
    case "array":
    case "object":
    case undefined:
      break;
  }
  return formOf(schema, model.document.forms?.[property])?.example ?? "JSON";
}
