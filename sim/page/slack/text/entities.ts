const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** The three signs that Slack escapes, once. https://docs.slack.dev/messaging/formatting-message-text#escaping */
export const unescaped = (escaped: string): string =>
  escaped.replaceAll(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
