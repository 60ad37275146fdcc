/** A link as both rooms draw it: it says where it leads, and tells that page nothing of this one. */
export const link = (url: string, label: string): string =>
  `<a class="link" href="${url}" target="_blank" rel="noreferrer noopener" title="${url}">${label}</a>`;
