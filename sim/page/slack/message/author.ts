import { letterAvatars } from "../../payload/author.ts";

export const drawAvatar = letterAvatars({ first: 5, factor: 33 });
