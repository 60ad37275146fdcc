import { readMarks } from "../../payload/mark-reader.ts";
import { BLOCK_RULES } from "./markdown-block.ts";
import { INLINE_RULES } from "./markdown-inline.ts";
import type { MarkdownNode } from "./markdown-node.ts";

const RULES = [...BLOCK_RULES, ...INLINE_RULES];

export const parseMarkdown = (source: string): readonly MarkdownNode[] => readMarks(source, RULES);
