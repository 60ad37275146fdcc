import type { Fields } from "./fields.ts";
import type { Judge } from "./rule-context.ts";

/** Judges one element; what it finds wrong it tells the judge. */
export type ElementCheck = (judge: Judge, element: Fields) => void;
