import { runCommand } from "../acts/command-act.ts";
import { findElement } from "../rules/block-walk.ts";
import { installAsBrowser } from "../acts/install-act.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";
import type { Person } from "./people.ts";
import { blocksIn, checkSeen, pressElement, sourceOf } from "../acts/press-act.ts";
import { say, shareFile } from "../acts/say-act.ts";
import type { Slack } from "./state.ts";
import { askForOptions } from "../acts/suggestions.ts";
import { closeView, fillView, submitView } from "../acts/view-act.ts";
import type { Member } from "./places.ts";
import { known } from "../../kit/known.ts";

/** A member with hands. */
export function personOf(slack: Slack, born: Member): Person {
  const member = (): Member => known(slack.places.members, born.id);
  return {
    ...born,
    command: ({ id }, command, ...[text = "", options = {}]) =>
      runCommand(slack, member(), { channelId: id, command, text, options }).handle,
    press: ({ id }, target, options = {}) => pressElement(slack, member(), { targetId: id, target, options }).handle,
    fill: ({ id }, values, options = {}) =>
      fillView(slack, member(), { viewId: id, values, options }).map(({ handle }) => handle),
    submit: ({ id }, values = {}, options = {}) => submitView(slack, member(), { viewId: id, values, options }).handle,
    close: ({ id }, options = {}) => closeView(slack, member(), { viewId: id, options })?.handle,
    autocomplete: async ({ id }, actionId, typed) => {
      const source = sourceOf(slack, id);
      checkSeen(slack, member(), source);
      const placed = findElement(blocksIn(source), actionId);
      if (!placed || !String(placed.element["type"]).includes("external")) {
        throw new ClientRefusal(`"${actionId}" is no external menu`);
      }
      const view = source.kind === "view" ? source.view : undefined;
      const answer = await askForOptions(slack, member(), { placed, typed, view }).handle.acknowledged;
      return answer.type === "options" ? answer.options : [];
    },
    say: ({ id }, text, options = {}) => say(slack, member(), { channelId: id, text, threadTs: options.threadTs }),
    upload: ({ id }, file, text = "") => shareFile(slack, member(), { channelId: id, text, file }),
    keep: (file) => slack.files.bring(file, { workspaceId: born.workspaceId, userId: born.id }),
    install: async (installUrl, options = {}) => await installAsBrowser(slack, member(), { installUrl, options }),
  };
}
