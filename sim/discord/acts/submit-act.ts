// A person sends a form in.
import { allComponents } from "../rules/component-walk.ts";
import { dispatchInteraction } from "./dispatch-interaction.ts";
import { fillField, type FilledField } from "./field-values.ts";
import type { JsonObject } from "../../kit/json.ts";
import type { Interaction, Modal } from "../state/interaction.ts";
import type { LiveInteraction } from "../state/interaction-store.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";
import type { ActOptions, FieldValues } from "../state/people.ts";
import { Resolved } from "./resolved.ts";
import type { Discord } from "../state/state.ts";
import type { Member } from "../state/places.ts";
import { known } from "../../kit/known.ts";

export interface Submitted {
  readonly modal: Modal;
  readonly values: FieldValues;
  readonly options: ActOptions;
}

export function submitModal(discord: Discord, member: Member, { modal, values, options }: Submitted): LiveInteraction {
  const opener = discord.interactions.byId(modal.interactionId);
  if (!opener) throw new ClientRefusal("that form was never opened");
  if (!options.forged) checkOpen(discord, member, modal);
  const resolved = new Resolved(discord, opener.channelId);
  const guild = known(discord.places.guilds, member.guildId);
  const filling = { resolved, uploadLimitBytes: options.attachmentSizeLimit ?? guild.uploadLimitBytes };
  const used = new Set<string>();
  const fill = (field: JsonObject, label: unknown): FilledField => {
    const key = [field["custom_id"], label].find((name) => typeof name === "string" && name in values);
    if (typeof key === "string") used.add(key);
    return fillField(field, typeof key === "string" ? values[key] : undefined, { ...filling, ...options });
  };
  const components = modal.data.components.map((part, index) => fillPart(part, { id: index + 1, fill }));
  const unknown = Object.keys(values).filter((key) => !used.has(key));
  if (unknown.length > 0 && !options.forged) throw new ClientRefusal(`the form has no field ${unknown.join(", ")}`);
  return dispatchInteraction(discord, member, {
    ...options,
    kind: "modal",
    name: modal.data.custom_id,
    channelId: opener.channelId,
    source: sourceOf(discord, opener),
    submitted: modal,
    data: { custom_id: modal.data.custom_id, components, ...(resolved.data && { resolved: resolved.data }) },
  });
}

/** Only for whom it was opened, and only until it has been answered. */
function checkOpen(discord: Discord, member: Member, modal: Modal): void {
  if (modal.openedFor !== member.id) throw new ClientRefusal(`the form is not open for ${member.name}`);
  if (discord.interactions.hasAnswered(modal)) throw new ClientRefusal("the form has been sent in already");
}

function sourceOf(discord: Discord, { sourceMessageId }: Interaction): ReturnType<Discord["messages"]["find"]> {
  return sourceMessageId === undefined ? undefined : discord.messages.find(sourceMessageId);
}

interface Place {
  readonly id: number;
  readonly fill: (field: JsonObject, label: unknown) => FilledField;
}

/** One top-level component of the form, with the ids that Discord gives where the bot gave none. */
function fillPart(part: unknown, { id, fill }: Place): object {
  const [outer, inner] = allComponents([part]);
  const own = { type: outer?.["type"], id: outer?.["id"] ?? id };
  if (!inner || !outer) return own;
  const field = { id: inner["id"] ?? id + 100, ...fill(inner, outer["label"]) };
  return { ...own, component: field };
}
