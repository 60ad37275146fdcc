// What is known while the blocks of one message or one view are judged.
import type { Fields } from "./fields.ts";

export type Surface = "message" | "modal" | "home";

/** A reason why the file cannot be shown here; undefined: it can. */
export type FileProbe = (reference: { readonly id: string } | { readonly url: string }) => string | undefined;

export class Judge {
  readonly surface: Surface;
  readonly scopes: readonly string[];
  readonly probe: FileProbe;
  readonly #blockIds = new Set<string>();
  #actionIds = new Set<string>();

  constructor(surface: Surface, scopes: readonly string[], probe: FileProbe) {
    this.surface = surface;
    this.scopes = scopes;
    this.probe = probe;
  }

  /** Begins a block. */
  enter(block: Fields): void {
    this.#actionIds = new Set();
    const id = block.text("block_id", { max: 255 });
    if (id === undefined) return;
    if (this.#blockIds.has(id)) block.form.at("block_id").fail(`\`block_id\` already exists: ${id}`);
    this.#blockIds.add(id);
  }

  actionId(element: Fields): void {
    const id = element.text("action_id", { min: 1, max: 255 });
    if (id === undefined) return;
    if (this.#actionIds.has(id)) element.form.at("action_id").fail(`\`action_id\` already exists: ${id}`);
    this.#actionIds.add(id);
  }
}
