// What a browser shows once somebody has let the bot into a workspace, or has not.

export interface InstallWords {
  readonly title: string;
  readonly line: string;
  /** Of the link that tries again; null where there is nothing to try. */
  readonly again: string | null;
}

/** `name`: of the workspace or organisation; null where it is not known. */
export const INSTALLED = (name: string | null): InstallWords => ({
  title: name === null ? "The bot is in" : `The bot is in ${name}`,
  line: "Go back to Slack and type a slash to see its commands. Admins and owners of the workspace set what may be spent.",
  again: null,
});

export const REFUSED_INSTALL: InstallWords = {
  title: "The bot was not let in",
  line: "Nothing was changed. You can close this page, or decide otherwise.",
  again: "Add it to Slack after all",
};

export const NOT_INSTALLED: InstallWords = {
  title: "The bot could not be added",
  line: "This page may be older than ten minutes, or was opened in another browser. If it happens again, tell whoever runs the bot.",
  again: "Try again",
};
