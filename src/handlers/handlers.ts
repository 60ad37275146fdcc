import { commandNamed } from "../../commands/index.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { UserError } from "../domain/errors/errors.ts";
import type { Invocation, Origin, Press } from "../domain/messages/invocation.ts";
import type { ReplyRef } from "../domain/messages/reply.ts";
import type { CommandSpec } from "../domain/messages/option.ts";
import type { Answer, Handlers } from "../platforms/platform.ts";
import { startRun } from "./start-run.ts";
import { cardOf } from "../pipeline/card-of.ts";
import { deliverSoon } from "./bring-back.ts";
import { createKeyedMutex } from "./keyed-mutex.ts";
import { listRuns } from "./list-runs.ts";
import { manageBudget } from "./budget/manage-budget.ts";
import { suggestBudget } from "./budget/suggest-budget.ts";
import { createNotice } from "./names.ts";
import { offeredModels } from "../catalog/offered-models.ts";
import type { Parts } from "../pipeline/parts.ts";
import { press } from "./press.ts";
import { reportUsage } from "./report-usage.ts";

/** What people do, bound to the stages that answer it. */
export function createHandlers(parts: Parts, commands: readonly CommandSpec[]): Omit<Handlers, "turnedAway"> {
  const { catalog, log, policy, store } = parts;
  const mustBeAllowed = ({ guildId }: Pick<Origin, "guildId">): void => {
    if (policy.allowedGuilds?.includes(guildId) === false) throw new UserError("guild.not_allowed");
  };
  const inTurn = createKeyedMutex();
  const notice = createNotice({ keyValue: store.keyValue, log });
  return {
    commands,
    async invoke(invocation, reply): Promise<Answer> {
      mustBeAllowed(invocation);
      notice(invocation);
      return await answer({ ...parts, commands }, invocation, reply);
    },
    // Of Run and Don't run at once, the second finds what the first has done.
    press: async (event, reply) => {
      mustBeAllowed(event);
      return await inTurn(keyOf(event), async () => await press(parts, event, reply));
    },
    suggest: async (typing, origin) => {
      if (commandNamed(typing.command)?.gives !== "budget")
        return offeredModels(catalog, await store.rules(origin.platform, origin.guildId)).suggest(typing);
      return (await suggestBudget(parts, typing, origin)).slice(0, catalog.limits.choices);
    },
    form: formsOf(catalog).form,
    formsIn: async ({ platform, guildId }) => formsOf(offeredModels(catalog, await store.rules(platform, guildId))),
    readText: (command, text) => catalog.readText(command, text),
    recordReply: async (generationId, reply) => {
      if (reply.messageId === null) return;
      // The platform knows where it put it, and not for which time.
      const { again } = (await store.get(generationId))?.reply ?? {};
      await store.recordMessage(generationId, again === undefined ? reply : { ...reply, again }, null);
      await deliverSoon(parts, { id: generationId });
    },
    async shownRun(generationId) {
      const generation = await store.get(generationId);
      return generation === null ? null : { card: cardOf(generation, parts), reply: generation.reply };
    },
  };
}

type AnswerParts = Parts & Pick<Handlers, "commands">;

async function answer(parts: AnswerParts, invocation: Invocation, reply: ReplyRef): Promise<Answer> {
  const { catalog, commands, store } = parts;
  switch (commandNamed(invocation.command)?.gives) {
    case "models": {
      const offer = offeredModels(catalog, await store.rules(invocation.platform, invocation.guildId));
      return { kind: "models", models: offer.models.map(({ slug }) => offer.page(slug)) };
    }
    case "help":
      return { kind: "help", commands };
    case "budget":
      return { kind: "budget", view: await manageBudget(parts, invocation) };
    case "jobs":
      return { kind: "runs", list: await listRuns(parts, invocation) };
    case "usage":
      return { kind: "usage", page: await reportUsage(parts, invocation) };
    case "generation":
    case undefined:
      return await startRun(parts, invocation, reply);
  }
}

const keyOf = (event: Press): string => ("page" in event ? event.interactionId : event.generationId);

const formsOf = (catalog: Pick<Catalog, "form">): Pick<Handlers, "form"> => ({
  form: (command, values) => ({ command, ...catalog.form(command, values) }),
});
