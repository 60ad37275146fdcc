import { install, uninstall } from "../api/installing.ts";
import { personOf } from "./person.ts";
import type { SlackSimulator } from "../slack-simulator.ts";
import type { Slack } from "./state.ts";
import { known } from "../../kit/known.ts";

type Population = Pick<
  SlackSimulator,
  | "addEnterprise"
  | "addWorkspace"
  | "addChannel"
  | "addDirectMessage"
  | "addMember"
  | "addFixtures"
  | "changeWorkspace"
  | "changeChannel"
  | "changeMember"
  | "install"
  | "uninstall"
>;

/** How tests add workspaces, channels and people. */
export function populate(slack: Slack): Population {
  const { places } = slack;
  const population: Population = {
    addEnterprise: (name) => places.addEnterprise(name),
    addWorkspace({ installed = true, scopes, ...spec }) {
      const { id } = places.addWorkspace(spec);
      if (installed) population.install({ id }, scopes ? { scopes } : {});
      return known(places.workspaces, id);
    },
    addChannel: ({ id }, spec) => places.addChannel(id, spec),
    addDirectMessage(...people) {
      const [first] = people;
      if (!first) throw new Error("nobody to talk with");
      return places.directMessage(
        first.workspaceId,
        people.map(({ id }) => id),
      );
    },
    addMember: ({ id }, spec) => personOf(slack, places.addMember(id, spec)),
    addFixtures(spec = {}) {
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
    changeWorkspace: ({ id }, change) => places.changeWorkspace(id, change),
    changeChannel: ({ id }, change) => places.changeChannel(id, change),
    changeMember: ({ id }, change) => places.changeMember(id, change),
    install: ({ id }, { scopes = slack.app.scopes } = {}) => install(slack, id, { scopes, userId: "USLACKBOT" }),
    uninstall: ({ id }) => uninstall(slack, id),
  };
  return population;
}
