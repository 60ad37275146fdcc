import type { CompiledModel } from "./compile-model.ts";

/** Conflicts between documents that are each valid: two with one slug, title or default, or one name for two things. */
export function sharedFaults(models: readonly CompiledModel[]): readonly string[] {
  const faults = repeated(models.map(({ slug }) => slug)).map((slug) => `two documents describe ${slug}`);
  for (const [command, members] of Map.groupBy(models, (model) => model.command)) {
    const defaults = members.filter(({ document }) => document.default === true).map(({ slug }) => slug);
    if (defaults.length > 1) faults.push(`/${command}: ${defaults.join(" and ")} cannot all be its default`);
    faults.push(
      ...repeated(members.map(({ title }) => title)).map((title) => `/${command}: two models are called ${title}`),
    );
    faults.push(...ambiguous(members).map((name) => `/${command}: its models use ${name} for different things`));
  }
  return faults;
}

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, at) => names.indexOf(name) !== at)),
];

/** Names with two meanings within a command, such as a picture slot in one model and a sound slot in another. */
function ambiguous(models: readonly CompiledModel[]): string[] {
  const uses = models.flatMap(({ properties, files }) => [
    ...[...properties.keys()].map((name) => ({ name, as: "property" })),
    ...[...files.values()].flatMap(({ kind, slots, companions = [] }) => [
      ...slots.map(({ name }) => ({ name, as: kind as string })),
      ...companions.map((companion) => ({ name: companion.slot.name, as: companion.kind as string })),
    ]),
  ]);
  return [...Map.groupBy(uses, ({ name }) => name)]
    .filter(([, same]) => new Set(same.map(({ as }) => as)).size > 1)
    .map(([name]) => name);
}
