/** What has this id; an error when nothing has: whoever asks got the id from the simulator. */
export function known<T>(all: ReadonlyMap<string, T>, id: string): T {
  const found = all.get(id);
  if (found === undefined) throw new Error(`the simulator has nothing with the id ${id}`);
  return found;
}
