// https://docs.discord.com/developers/interactions/application-commands#endpoints
import { readCommand, type CommandBody } from "../rules/command-rules.ts";
import type { Scope } from "../state/command-store.ts";
import { isObject } from "../../kit/json.ts";
import { Form } from "../rules/form.ts";
import { REFUSED, Refusal } from "../rules/refusal.ts";
import type { Context, Rest } from "./rest.ts";
import type { Discord } from "../state/state.ts";

export function serveCommands(rest: Rest, discord: Discord): void {
  serveScope(rest, discord, "/applications/:application/commands");
  serveScope(rest, discord, "/applications/:application/guilds/:guild/commands");
}

function serveScope(rest: Rest, { commands, ...discord }: Discord, path: string): void {
  rest.get(path, (c) => c.json(commands.list(scopeOf(discord, c))));
  rest.get(`${path}/:command`, (c) => c.json(commands.get(scopeOf(discord, c), c.req.param("command") ?? "")));
  rest.put(path, (c) => {
    const scope = scopeOf(discord, c);
    return c.json(commands.replaceAll(scope, readAll(c.var.body.json, scope)));
  });
  rest.post(path, (c) => {
    const scope = scopeOf(discord, c);
    const { command, isNew } = commands.upsert(scope, readOne(c.var.body.json, scope));
    return c.json(command, isNew ? 201 : 200);
  });
  rest.patch(`${path}/:command`, (c) => {
    const scope = scopeOf(discord, c);
    const id = c.req.param("command") ?? "";
    const change = isObject(c.var.body.json) ? c.var.body.json : {};
    const body = readOne({ ...commands.get(scope, id), ...change }, scope);
    return c.json(commands.change(scope, id, body));
  });
  rest.delete(`${path}/:command`, (c) => {
    commands.remove(scopeOf(discord, c), c.req.param("command") ?? "");
    return c.body(null, 204);
  });
}

function scopeOf({ applicationId, places }: Pick<Discord, "applicationId" | "places">, c: Context): Scope {
  if (c.req.param("application") !== applicationId) throw new Refusal(REFUSED.foreignApplication);
  const guild = c.req.param("guild");
  if (guild !== undefined && !places.guilds.has(guild)) throw new Refusal(REFUSED.missingAccess);
  return guild;
}

function readOne(value: unknown, scope: Scope): CommandBody {
  const form = new Form();
  const body = readCommand({ form, value }, scope === undefined ? "global" : "guild");
  form.close();
  if (!body) throw new Error("a command that was refused had no problem");
  return body;
}

function readAll(json: unknown, scope: Scope): readonly CommandBody[] {
  const form = new Form();
  if (!Array.isArray(json)) form.fail("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
  const seen = new Set<string>();
  const bodies = (Array.isArray(json) ? json : []).flatMap((value: unknown, index) => {
    const body = readCommand({ form: form.at(index), value }, scope === undefined ? "global" : "guild");
    const key = body && `${body.type} ${body.name}`;
    if (key !== undefined && seen.has(key)) {
      form.at(index).at("name").fail("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
    }
    if (key !== undefined) seen.add(key);
    return body ?? [];
  });
  form.close();
  return bodies;
}
