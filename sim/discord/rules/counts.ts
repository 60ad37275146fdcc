import type { Fields } from "./fields.ts";

/** What is counted over all components of one message or form. */
export class Counts {
  count = 0;
  textChars = 0;
  readonly names: ReadonlySet<string>;
  /** The attachments that a component shows. */
  readonly referred = new Set<string>();
  readonly #customIds = new Set<string>();
  readonly #ids = new Set<number>();

  constructor(names: ReadonlySet<string>) {
    this.names = names;
  }

  /** Counts a component and checks its numeric id. 0 leaves the id to Discord. */
  enter(fields: Fields): void {
    this.count += 1;
    const id = fields.integer("id", { min: 0, max: 2 ** 31 - 1 });
    if (!id) return;
    if (this.#ids.has(id)) fields.form.at("id").fail("COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated");
    this.#ids.add(id);
  }

  customId(fields: Fields): void {
    const id = fields.text("custom_id", { min: 1, max: 100, required: true });
    if (id === undefined) return;
    if (this.#customIds.has(id)) {
      fields.form.at("custom_id").fail("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
    }
    this.#customIds.add(id);
  }
}
