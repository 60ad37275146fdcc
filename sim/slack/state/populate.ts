import { install, uninstall } from "../api/installing.ts";
import { personOf } from "./person.ts";
import type { SlackSimulator } from "../simulator.ts";
import type { Slack } from "./state.ts";
import { known } from "./place-store.ts";

type Population = Pick<
  SlackSimulator,
  | "addEnterprise"
  | "addWorkspace"
  | "addChannel"
  | "addDirectMessage"
  | "addMember"
  | "addTown"
  | "changeWorkspace"
  | "changeChannel"
  | "changeMember"
  | "install"
  | "uninstall"
>;

/** How tests fill the world. */
export function populate(slack: Slack): Population {
  const { world } = slack;
  const population: Population = {
    addEnterprise: (name) => world.addEnterprise(name),
    addWorkspace({ installed = true, scopes, ...spec }) {
      const { id } = world.addWorkspace(spec);
      if (installed) population.install({ id }, scopes ? { scopes } : {});
      return known(world.workspaces, id);
    },
    addChannel: ({ id }, spec) => world.addChannel(id, spec),
    addDirectMessage(...people) {
      const [first] = people;
      if (!first) throw new Error("nobody to talk with");
      return world.directMessage(
        first.workspaceId,
        people.map(({ id }) => id),
      );
    },
    addMember: ({ id }, spec) => personOf(slack, world.addMember(id, spec)),
    addTown(spec = {}) {
      const workspace = population.addWorkspace({ name: "Atelier", ...spec });
      const member = (name: string, isAdmin = false) => population.addMember(workspace, { name, isAdmin });
      const admin = member("Ada", true);
      const members = [member("Bo"), member("Cy")] as const;
      return {
        workspace,
        channels: [
          population.addChannel(workspace, { name: "studio" }),
          population.addChannel(workspace, { name: "gallery" }),
        ],
        admin,
        members,
      };
    },
    changeWorkspace: ({ id }, change) => world.changeWorkspace(id, change),
    changeChannel: ({ id }, change) => world.changeChannel(id, change),
    changeMember: ({ id }, change) => world.changeMember(id, change),
    install: ({ id }, { scopes = slack.app.scopes } = {}) => install(slack, id, { scopes, userId: "USLACKBOT" }),
    uninstall: ({ id }) => uninstall(slack, id),
  };
  return population;
}
