// The text of a command, word by word. https://docs.slack.dev/interactivity/implementing-slash-commands

import type { Mention } from "../../../domain/messages/invocation.ts";

/** Somebody or a channel, as Slack writes it where the manifest asks for it: `<@U123|mia>`, `<#C123|general>`. */
const MENTION = /^<([@#])([A-Z0-9]+)(?:\|([^<>]*))?>$/;
/** What Slack itself puts into brackets, and nothing else that has some. */
const BRACKETED = /<(?:[@#][A-Z0-9]{3,}|!(?:here|channel|everyone)|(?:https?:|mailto:|tel:)[^<>|]*)(?:\|[^<>]*)?>/g;
const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** As it was typed: addresses and names without their brackets, entities decoded once. */
export const plain = (raw: string): string =>
  raw.replace(BRACKETED, unwrapped).replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);

/** Before the bar is where it leads, after it what was typed. */
function unwrapped(bracketed: string): string {
  const [target = "", label = ""] = bracketed.slice(1, -1).split("|");
  const [, sign = "", rest = ""] = /^([@#!]?)(.*)$/.exec(target) ?? [];
  return `${sign === "!" ? "@" : sign}${label.replace(/^[@#]/, "") || rest}`;
}

/** Null: it names nobody by ID. What has an ID is there, because Slack itself put it in. */
export function mentionIn(raw: string): Mention | null {
  const [, sign, id, label = ""] = MENTION.exec(raw) ?? [];
  if (sign === undefined || id === undefined) return null;
  return { kind: "mention", of: sign === "@" ? "member" : "channel", id, name: label || id, known: true, lacks: null };
}

// Phones make one long dash of two hyphens and bend quotation marks.

const DASHES = "—–―−⸺";
const FLAG = new RegExp(`(--|[${DASHES}]{1,2})([A-Za-z][\\w-]*)(?=[\\s=:]|$)([=:](?!//))?`, "y");
const PAIR = /([A-Za-z][\w-]*)=/y;
/** A word begins with the one and ends with the other, so that inches and apostrophes are none. */
const QUOTED: Quotation = { opens: /["“”„«]/, pattern: /["“”„«](?=\S)([^]*?)["”“»](?=\s|$)/y };
const QUOTED_VALUE: Quotation = { opens: /["“”„«'‘]/, pattern: /["“”„«'‘](?=\S)([^]*?)["”“»'’](?=\s|$)/y };
const WORD = /\S+/y;

interface Quotation {
  readonly opens: RegExp;
  readonly pattern: RegExp;
}

export interface Name {
  /** As options are called: lower case, with underscores. */
  readonly name: string;
  readonly by: "hyphens" | "dash" | "equals";
  /** A value follows directly. */
  readonly hasSign: boolean;
}

export interface Piece {
  readonly start: number;
  readonly end: number;
  /** What stands between its quotation marks; null: it has none. */
  readonly quoted: string | null;
}

/** Goes through a text from left to right. */
export class Scanner {
  readonly text: string;
  readonly #unclosed = new Set<Quotation>();
  #at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Whether there is another word. */
  next(): boolean {
    while (/\s/.test(this.text.charAt(this.#at))) this.#at += 1;
    return this.#at < this.text.length;
  }

  /** A flag or the first half of `name=value`, if `isOne` takes it for one. */
  name(isOne: (name: Name) => boolean): Name | null {
    const flag = this.#match(FLAG);
    const pair = flag === null ? this.#match(PAIR) : null;
    const found: Name | null =
      flag !== null
        ? { name: asName(flag[2]), by: flag[1] === "--" ? "hyphens" : "dash", hasSign: flag[3] !== undefined }
        : pair === null
          ? null
          : { name: asName(pair[1]), by: "equals", hasSign: true };
    if (found === null || !isOne(found)) return null;
    this.#at += (flag ?? pair)?.[0].length ?? 0;
    return found;
  }

  /** @param isValue Then single quotation marks count as well. */
  word(isValue: boolean): Piece {
    const quoted = this.#quoted(isValue ? QUOTED_VALUE : QUOTED);
    const found = quoted ?? this.#match(WORD);
    const start = this.#at;
    this.#at += found?.[0].length ?? 0;
    return { start, end: this.#at, quoted: quoted?.[1] ?? null };
  }

  raw({ start, end }: Pick<Piece, "start" | "end">): string {
    return this.text.slice(start, end);
  }

  /** Goes back to where a piece begins. */
  back({ start }: Pick<Piece, "start">): void {
    this.#at = start;
  }

  /** One that is not closed from here on is not closed further on: a long text of them is gone through once. */
  #quoted(quotation: Quotation): RegExpExecArray | null {
    const { opens, pattern } = quotation;
    if (this.#unclosed.has(quotation) || !opens.test(this.text.charAt(this.#at))) return null;
    const found = this.#match(pattern);
    if (found === null) this.#unclosed.add(quotation);
    return found;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.text);
  }
}

const asName = (typed: string | undefined): string => (typed ?? "").toLowerCase().replaceAll("-", "_");
