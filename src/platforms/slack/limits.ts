/**
 * What Slack refuses, in its own units.
 * https://docs.slack.dev/reference/block-kit/blocks, …/block-elements, …/composition-objects, https://docs.slack.dev/surfaces/modals
 */
export const LIMITS = {
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
