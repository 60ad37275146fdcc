import { h } from "preact";
import type { ComponentChild, ComponentChildren } from "preact";
import { asFields, lookUp } from "../../payload/fields.ts";
import type { Fields } from "../../payload/fields.ts";
import { drawUnknown } from "../../payload/unknown.ts";
import { Boxes } from "./boxes.ts";
import { Button } from "./button.ts";
import { optionsIn, textOf } from "./choice.ts";
import type { ElementProps, Naming } from "./element.ts";
import { FileField } from "../form/file-field.ts";
import { drawImageElement } from "../blocks/image.ts";
import { Menu } from "./menu.ts";
import { Overflow } from "./overflow.ts";
import { placeOf } from "./place.ts";
import type { DrawContext } from "../blocks/draw-context.ts";
import { TextField } from "../form/text-field.ts";

interface Kind {
  readonly view: (props: ElementProps) => ComponentChildren;
  /** Whether the element has what it cannot be used without. */
  readonly whole?: (element: Fields) => boolean;
}

const hasOptions = (element: Fields): boolean => optionsIn(element).length > 0;
const button: Kind = { view: Button, whole: (element) => textOf(element, "text") !== null };
const menu: Kind = { view: Menu };
const list: Kind = { view: Menu, whole: hasOptions };
const boxes: Kind = { view: Boxes, whole: hasOptions };
const text: Kind = { view: TextField };

/** https://docs.slack.dev/reference/block-kit/block-elements */
const KINDS: Readonly<Record<string, Kind>> = {
  button,
  overflow: { view: Overflow, whole: hasOptions },
  static_select: list,
  external_select: menu,
  checkboxes: boxes,
  plain_text_input: text,
  number_input: text,
  file_input: { view: FileField },
};

/** `holder` is the block that it stands in. */
export function drawElement(
  value: unknown,
  holder: Fields,
  { context, naming = {} }: { readonly context: DrawContext; readonly naming?: Naming },
): ComponentChild {
  const element = asFields(value);
  const type = element?.["type"];
  if (element && type === "image") return drawImageElement(element, context) ?? drawUnknown("A picture", value);
  const kind = lookUp(KINDS, type);
  if (!element || !kind || kind.whole?.(element) === false) {
    return drawUnknown(`An element of type ${JSON.stringify(type)}`, value);
  }
  const place = placeOf(element, holder);
  return h(kind.view, { place, context, naming, key: `${place.blockId}/${place.actionId}` });
}
