import { commandNamed } from "../../commands/index.ts";
import type { CommandSpec } from "../domain/option.ts";
import type { Answer, Desk } from "../surfaces/surface.ts";
import { begin } from "./begin.ts";
import { createInTurn } from "./in-turn.ts";
import type { Parts } from "./parts.ts";
import { press } from "./press.ts";

/** What people do, bound to the stages that answer it. */
export function createDesk(parts: Parts, commands: readonly CommandSpec[]): Desk {
  const { catalog, store } = parts;
  const inTurn = createInTurn();
  return {
    commands,
    async invoke(invocation, reply): Promise<Answer> {
      switch (commandNamed(invocation.command)?.gives) {
        case "models":
          return { kind: "models", models: catalog.models.map((model) => catalog.page(model.slug)) };
        case "help":
          return { kind: "help", commands };
        case "budget":
        case "usage":
        case "generation":
        case undefined:
          return await begin(parts, invocation, reply);
      }
    },
    // Of Run and Don't run at once, the second finds what the first has done.
    press: async (event, reply) => await inTurn(event.generationId, async () => await press(parts, event, reply)),
    suggest: async (typing) => catalog.suggest(typing),
    readText: (command, text) => catalog.readText(command, text),
    answered: async (generationId, { messageId }) => {
      if (messageId !== null) await store.recordMessage(generationId, messageId, null);
    },
  };
}
