import { useEffect } from "preact/hooks";

const FOCUSABLE = "a[href], button, input:not([type=file]), select, textarea, summary, [tabindex='0']";

/** Goes into the element when it appears, stays inside with Tab, and goes back when it disappears. */
export function useFocusInside(frame: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const element = frame.current;
    const before = document.activeElement;
    if (element === null) return;
    firstField(element)?.focus();
    const keep = (event: KeyboardEvent): void => {
      if (event.key === "Tab") goRound(event, focusableIn(element));
    };
    element.addEventListener("keydown", keep);
    return () => {
      element.removeEventListener("keydown", keep);
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
}

const focusableIn = (element: HTMLElement): readonly HTMLElement[] =>
  Array.from(element.querySelectorAll<HTMLElement>(FOCUSABLE)).filter(
    (one) => !one.hasAttribute("disabled") && one.getAttribute("tabindex") !== "-1",
  );

/** The first thing to fill in, or else to press. */
function firstField(element: HTMLElement): HTMLElement | undefined {
  const all = focusableIn(element);
  return all.find((one) => one.matches("input, select, textarea")) ?? all[0];
}

function goRound(event: KeyboardEvent, inside: readonly HTMLElement[]): void {
  const end = event.shiftKey ? inside[0] : inside.at(-1);
  if (document.activeElement !== end) return;
  event.preventDefault();
  (event.shiftKey ? inside.at(-1) : inside[0])?.focus();
}
