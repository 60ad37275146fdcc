import type { OptionLimits } from "../../domain/messages/option.ts";

/**
 * What Slack refuses, in its own units.
 * https://docs.slack.dev/reference/block-kit/blocks, …/block-elements, …/composition-objects, https://docs.slack.dev/surfaces/modals
 */
export const LIMITS = {
  altTextChars: 1_000,
  blocksPerMessage: 50,
  headerChars: 150,
  /** Of one text object. */
  textChars: 3_000,
  elementsPerContext: 10,
  buttonChars: 75,
  buttonsPerRow: 25,
  taskTitleChars: 256,
  /** Of the text above the blocks, when a message is edited. */
  fallbackChars: 4_000,
  /** Ours: longer than any prompt of a model, and than what the client lets people type. */
  commandChars: 12_000,
  /** Ours: longer than a command of a page with all its options, and short enough to be read at once. */
  pageChars: 1_000,
  /**
   * Of the texts in all blocks of a message: Slack states no number, and was seen to refuse 11 341 in rich text.
   * https://github.com/slackapi/bolt-js/issues/2867
   */
  messageChars: 8_000,

  blocksPerView: 100,
  viewTitleChars: 24,
  privateMetadataChars: 3_000,
  labelChars: 2_000,
  placeholderChars: 150,
  textInputChars: 3_000,
  selectOptions: 100,
  checkboxes: 10,
  optionChars: 75,
  filesPerInput: 10,
  /** https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
  fileInputBytes: 10 * 1024 * 1024,
} as const;

/** Options are typed behind the command, so there is room for all of them; what a form or a menu shows has its own limits. */
export const OPTION_LIMITS: OptionLimits = {
  options: Infinity,
  choices: LIMITS.selectOptions,
  nameChars: Infinity,
  descriptionChars: LIMITS.placeholderChars,
};

/** How fast we send: https://docs.slack.dev/apis/web-api/rate-limits. `most`: in any window of that length. */
export const PACE = {
  /** Of one card: nobody reads faster. */
  spacingMs: 3_000,
  /** Of a workspace. Slack lets 50 a minute through: two are left for those that arrive closer together than they were sent. */
  edits: { windowMs: 60_000, most: { urgent: 48, progress: 40 } },
  /** Of a channel: one a second, with short bursts. https://docs.slack.dev/apis/web-api/rate-limits#rate-limits__posting-messages */
  posts: { windowMs: 5_000, most: { urgent: 4, progress: 4 } },
} as const;
