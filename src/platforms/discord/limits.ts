import type { OptionLimits } from "../../domain/messages/option.ts";

/**
 * What Discord refuses, in its own units.
 * https://docs.discord.com/developers/resources/message, …/components/reference, …/interactions/application-commands
 */
export const LIMITS = {
  /** Over all text displays of one message. */
  messageTextChars: 4_000,
  attachmentsPerMessage: 10,
  galleryItems: 10,
  altTextChars: 1_024,
  customIdChars: 100,
  buttonsPerRow: 5,
  nonceChars: 25,

  optionsPerCommand: 25,
  optionNameChars: 32,
  choices: 25,
  choiceChars: 100,
  descriptionChars: 100,
  textOptionChars: 6_000,
  /** Names, descriptions and values of one command together. */
  commandChars: 8_000,

  modalTitleChars: 45,
  labelChars: 45,
  labelDescriptionChars: 100,
  textInputChars: 4_000,
  placeholderChars: 100,
  uploadFiles: 10,
  selectOptions: 25,

  /** An interaction's reply may be edited five times in two seconds; people read no faster than this. */
  editSpacingMs: 3_000,
  /** The interaction's token dies 15 minutes after the interaction; half a minute is left for a slow upload to begin. */
  tokenMs: 14.5 * 60_000,
  /** The answer must arrive within 3 s; past this age an interaction nobody answered never will be. */
  answerMs: 5_000,
} as const;

/** https://docs.discord.com/developers/interactions/application-commands */
export const OPTION_LIMITS: OptionLimits = {
  options: LIMITS.optionsPerCommand,
  choices: LIMITS.choices,
  nameChars: LIMITS.optionNameChars,
  descriptionChars: LIMITS.descriptionChars,
};

const MIB = 1024 * 1024;

/** What Discord takes for one file, from the best server down to what clients were once told. */
export const FILE_TIERS_BYTES = [100 * MIB, 50 * MIB, 25 * MIB, 20 * MIB, 10 * MIB, 8 * MIB] as const;

/** `attachment_size_limit` can promise 500 MiB, but requests above 100 MiB were refused all the same. */
export const LARGEST_FILE_BYTES = 95 * MIB;

/** The documentation states 25 MiB for a request that makes a message, whatever one file may have. */
export const POST_BYTES = 24 * MIB;

/** It states nothing for an edit, so this much is tried until it is refused. */
export const EDIT_BYTES = 95 * MIB;
