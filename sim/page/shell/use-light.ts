import { useEffect, useState } from "preact/hooks";
import type { Light } from "../room/room.ts";

export type Wish = Light | "auto";

interface Lit {
  readonly wish: Wish;
  readonly light: Light;
  readonly setWish: (wish: Wish) => void;
}

const KEPT = "atelier.light";
const DARK = "(prefers-color-scheme: dark)";

/** What this browser wishes, or what its system does. Kept for the next visit. */
export function useLight(): Lit {
  const [wish, setWish] = useState<Wish>(() => readWish(localStorage.getItem(KEPT)));
  const [isDark, setDark] = useState(() => matchMedia(DARK).matches);
  useEffect(() => {
    const asked = matchMedia(DARK);
    const follow = (): void => setDark(asked.matches);
    asked.addEventListener("change", follow);
    return () => asked.removeEventListener("change", follow);
  }, []);
  const light = wish === "auto" ? (isDark ? "dark" : "light") : wish;
  useEffect(() => {
    document.documentElement.dataset["theme"] = light;
    localStorage.setItem(KEPT, wish);
  }, [light, wish]);
  return { wish, light, setWish };
}

const readWish = (kept: string | null): Wish => (kept === "light" || kept === "dark" ? kept : "auto");
