// A person presses a button or chooses from a menu of a message.
import { ComponentType } from "discord-api-types/v10";
import { allComponents } from "../rules/component-walk.ts";
import { dispatchInteraction } from "./dispatch-interaction.ts";
import type { JsonObject } from "../../kit/json.ts";
import type { LiveInteraction } from "../state/interaction-store.ts";
import type { Message } from "../state/message.ts";
import { ClientRefusal } from "../../kit/client-refusal.ts";
import type { PressOptions } from "../state/people.ts";
import { chosenValues } from "./select-values.ts";
import type { Discord } from "../state/state.ts";
import type { Member } from "../state/places.ts";

export interface Pressed {
  readonly messageId: string;
  readonly target: string;
  readonly options: PressOptions;
}

export function pressComponent(
  discord: Discord,
  member: Member,
  { messageId, target, options }: Pressed,
): LiveInteraction {
  const source = discord.messages.find(messageId);
  if (!source) throw new ClientRefusal("that message is gone");
  const component = find(source, target);
  if (!options.forged) checkPress(member, source, { target, component });
  const customId = typeof component?.["custom_id"] === "string" ? component["custom_id"] : target;
  const type = (component?.["type"] ?? ComponentType.Button) as ComponentType;
  const isMenu = type !== ComponentType.Button;
  const values = isMenu && component ? chosenValues(component, options.values ?? []) : undefined;
  return dispatchInteraction(discord, member, {
    ...options,
    kind: "component",
    name: customId,
    channelId: source.channelId,
    source,
    data: {
      custom_id: customId,
      component_type: type,
      ...(component?.["id"] !== undefined && { id: component["id"] }),
      ...(values && { values }),
    },
  });
}

/** Components that can be used, by custom id first. */
function find({ components }: Message, target: string): JsonObject | undefined {
  const usable = allComponents(components).filter(
    ({ type }) => type === ComponentType.Button || type === ComponentType.StringSelect,
  );
  return (
    usable.find((component) => component["custom_id"] === target) ??
    usable.find(({ label, placeholder }) => label === target || placeholder === target)
  );
}

interface Target {
  readonly target: string;
  readonly component: JsonObject | undefined;
}

function checkPress(member: Member, source: Message, { target, component }: Target): void {
  if (source.visibleTo !== undefined && source.visibleTo !== member.id) {
    throw new ClientRefusal(`${member.name} does not see that message`);
  }
  if (source.guildId !== member.guildId) throw new ClientRefusal(`${member.name} is not in that guild`);
  if (!component) throw new ClientRefusal(`there is no "${target}" on that message`);
  if (component["disabled"] === true) throw new ClientRefusal(`"${target}" is disabled`);
  if (component["custom_id"] === undefined) throw new ClientRefusal(`"${target}" only opens a link`);
}
