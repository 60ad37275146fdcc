import type { ModelPage } from "../../domain/messages/option.ts";
import type { Acceptance, Property } from "../document/document.generated.ts";
import { capacity } from "../document/file-properties.ts";
import type { CompiledModel } from "../document/compile-model.ts";
import { optionName } from "../document/option-name.ts";
import { menuOf } from "./option-type.ts";
import { highestPrice } from "../price/price.ts";
import { formOf } from "../read/read-form.ts";
import { spell } from "../spell.ts";

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
  const said = file === undefined ? values(model, property, schema) : files(file, schema);
  const isRequired = model.document.input.required?.includes(property) === true;
  const suffix = schema.default === undefined ? (isRequired ? ", required" : "") : `, default ${spell(schema.default)}`;
  return `${said}${suffix}`;
}

function values(model: CompiledModel, property: string, schema: Property): string {
  const menu = menuOf(model, property);
  if (schema.enum !== undefined) return menu.join(", ");
  if (menu.length > 0) return `text such as ${menu.slice(0, 3).join(", ")}`;
  switch (schema.type) {
    case "boolean":
      return "true or false";
    case "integer":
    case "number":
      return `${schema.type === "integer" ? "whole number" : "number"}${span(schema.minimum, schema.maximum)}`;
    case "string":
      return schema.maxLength === undefined ? "text" : `text of up to ${schema.maxLength} characters`;
    case "array":
    case "object":
    case undefined:
      break;
  }
  return formOf(schema, model.document.forms?.[property])?.example ?? "JSON";
}

function span(min: number | undefined, max: number | undefined): string {
  if (min === undefined) return max === undefined ? "" : ` up to ${max}`;
  return max === undefined ? ` from ${min}` : ` from ${min} to ${max}`;
}

function files({ kind }: Acceptance, schema: Property): string {
  const most = capacity(schema);
  if (most === 1) return `one ${kind} file or URL`;
  return most === Infinity ? `${kind} files or URLs` : `up to ${most} ${kind} files or URLs`;
}
