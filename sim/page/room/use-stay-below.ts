import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Nearer to the end than this counts as being there, in CSS pixels. */
const NEAR = 80;

/**
 * Keeps the end of a list in sight while it grows, unless somebody has scrolled away from it. `place` resets, and
 * whoever has `sent` something wants to see what becomes of it.
 */
export function useStayBelow(place: string, sent: number): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const scrolled = frame.current;
    const content = scrolled?.firstElementChild;
    if (!scrolled || !content) return;
    let isBelow = true;
    let top = 0;
    const goBelow = (): void => {
      if (isBelow) scrolled.scrollTop = scrolled.scrollHeight;
    };
    const look = (): void => {
      const isNear = scrolled.scrollHeight - scrolled.scrollTop - scrolled.clientHeight < NEAR;
      // Only whoever goes up leaves the end: below, the list may have grown in the meantime.
      if (isNear) isBelow = true;
      else if (scrolled.scrollTop < top) isBelow = false;
      top = scrolled.scrollTop;
    };
    // Pictures arrive after their message, and the field below grows.
    const sizes = new ResizeObserver(goBelow);
    sizes.observe(content);
    sizes.observe(scrolled);
    scrolled.addEventListener("scroll", look, { passive: true });
    goBelow();
    return () => {
      sizes.disconnect();
      scrolled.removeEventListener("scroll", look);
    };
  }, [place, sent]);
  return frame;
}
