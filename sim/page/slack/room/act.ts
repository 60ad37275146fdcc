import { actingIn } from "../../board/send-act.ts";

export const { act, actQuietly } = actingIn("slack");
