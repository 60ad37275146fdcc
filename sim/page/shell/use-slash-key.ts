import { useEffect } from "preact/hooks";

/** "/" anywhere outside of a field begins a command in the room where somebody was last. */
export function useSlashKey(composerId: string): void {
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      // The sign itself goes into the field that has the focus by then.
      document.querySelector<HTMLElement>(`#${composerId}`)?.focus();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, [composerId]);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select, [role=dialog]") !== null;
