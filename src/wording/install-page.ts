// What a browser shows once somebody has installed the bot in a workspace, or has not.

export interface InstallWords {
  readonly title: string;
  readonly line: string;
  /** Of the link that tries again; null where there is nothing to try. */
  readonly again: string | null;
}

/** `name`: of the workspace or organisation; null where it is not known. */
export const INSTALLED = (name: string | null): InstallWords => ({
  title: name === null ? "Atelier is installed" : `Atelier is installed in ${name}`,
  line: "Go back to Slack and type a slash to see the commands. Admins and owners of the workspace set the budgets.",
  again: null,
});

export const REFUSED_INSTALL: InstallWords = {
  title: "Installation cancelled",
  line: "Nothing was changed. You can close this page.",
  again: "Add it to Slack",
};

export const NOT_INSTALLED: InstallWords = {
  title: "Atelier could not be installed",
  line: "This page may be older than ten minutes, or was opened in another browser. If it happens again, tell the bot's owner.",
  again: "Try again",
};
