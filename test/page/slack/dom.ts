import { render } from "preact";
import type { ComponentChild } from "preact";
import { act } from "preact/test-utils";

/** What a person does on the page; each resolves when it has been drawn. */
export interface Page {
  readonly root: HTMLElement;
  readonly find: (selector: string) => HTMLElement;
  /** By its words, or by what is said of it. */
  readonly named: (name: string) => HTMLElement;
  readonly draw: (next: ComponentChild) => Promise<void>;
  readonly click: (element: HTMLElement) => Promise<void>;
  readonly type: (element: HTMLElement, text: string) => Promise<void>;
  /** Where the focus is. Tells whether the key meant something to the page. */
  readonly press: (key: string, more?: KeyboardEventInit) => Promise<boolean>;
  readonly fire: (element: HTMLElement, event: Event) => Promise<void>;
  readonly read: () => string;
}

export async function openPage(drawn: ComponentChild): Promise<Page> {
  document.body.replaceChildren();
  const root = document.body.appendChild(document.createElement("main"));
  const draw = async (next: ComponentChild): Promise<void> => await act(() => render(next, root));
  await draw(drawn);
  const find = (selector: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`there is no ${selector} in ${root.innerHTML}`);
    return found;
  };
  return {
    root,
    find,
    draw,
    fire,
    named: (name) => {
      const all = Array.from(
        root.querySelectorAll<HTMLElement>("button, a, [role=option], [role=menuitem], input, textarea"),
      );
      const found = all.find((one) => [one.getAttribute("aria-label"), one.textContent, labelOf(one)].includes(name));
      if (!found) throw new Error(`nothing is called "${name}" in ${root.innerHTML}`);
      return found;
    },
    click: async (element) =>
      await act(() => {
        if (element.matches("input, textarea")) element.focus();
        element.click();
      }),
    type: async (element, text) =>
      await act(() => {
        element.focus();
        Object.assign(element, { value: text });
        element.dispatchEvent(new Event("input", { bubbles: true }));
      }),
    press: async (key, more = {}) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
      await fire(document.activeElement as HTMLElement, event);
      return event.defaultPrevented;
    },
    read: () => (root.textContent ?? "").replaceAll("\u202F", " "),
  };
}

const fire = async (element: HTMLElement, event: Event): Promise<void> =>
  await act(() => {
    element.dispatchEvent(event);
  });

/** By the label that it points at. */
function labelOf(element: HTMLElement): string | null {
  const id = element.getAttribute("aria-labelledby")?.split(" ")[0];
  return id === undefined ? null : (document.getElementById(id)?.textContent ?? null);
}
