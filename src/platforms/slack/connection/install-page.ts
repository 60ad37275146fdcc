import type { InstallWords } from "../../../wording/install-page.ts";

/** A page of its own. `againAt`: where the link leads that tries again. */
export const drawInstallPage = ({ title, line, again }: InstallWords, againAt = ""): string =>
  [
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(title)}</title>`,
    "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem}</style>",
    `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(line)}</p>`,
    again === null ? "" : `<p><a href="${escapeHtml(againAt)}">${escapeHtml(again)}</a></p>`,
  ].join("");

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
