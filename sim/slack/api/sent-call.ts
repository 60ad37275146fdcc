// Reads a request of the Web API: a form, a multipart form, a query or JSON, and the token in any of its places.
import { isObject, parseJson, type JsonObject } from "../../kit/json.ts";

export interface SentCall {
  readonly args: JsonObject;
  readonly token: string | undefined;
  /** What JSON there was could not be read. */
  readonly isBadJson: boolean;
  readonly isJson: boolean;
}

/** Without `bytes` only the token and the query are read. */
export async function readCall(request: Request, bytes: ArrayBuffer | undefined): Promise<SentCall> {
  const type = request.headers.get("content-type") ?? "";
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const isJson = bytes !== undefined && type.startsWith("application/json");
  const parsed = isJson && bytes.byteLength > 0 ? parseJson(Buffer.from(bytes).toString()) : {};
  const fields: JsonObject = isJson ? (isObject(parsed) ? parsed : {}) : await readForm(type, bytes);
  const { token, ...args }: JsonObject = { ...query, ...fields };
  const [scheme, value] = (request.headers.get("authorization") ?? "").split(" ");
  const bearer = scheme === "Bearer" ? value : undefined;
  // A token inside JSON is not looked at.
  const given = isJson ? query["token"] : token;
  return {
    args: { ...args, ...(scheme === "Basic" && basic(value ?? "")) },
    token: bearer ?? (typeof given === "string" ? given : undefined),
    isBadJson: isJson && !isObject(parsed),
    isJson,
  };
}

async function readForm(type: string, bytes: ArrayBuffer | undefined): Promise<JsonObject> {
  if (!bytes) return {};
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(Buffer.from(bytes).toString()));
  }
  if (!type.startsWith("multipart/form-data")) return {};
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  return Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
}

/** How oauth.v2.access prefers its client: https://docs.slack.dev/reference/methods/oauth.v2.access */
function basic(value: string): JsonObject {
  const [id, secret] = Buffer.from(value, "base64").toString().split(":");
  return { client_id: id, client_secret: secret };
}
