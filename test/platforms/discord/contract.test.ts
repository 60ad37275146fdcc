// The contract of every chat platform, held by Discord.

import { surfaceContract } from "../contract.ts";
import { openDiscord } from "./harness.ts";

surfaceContract("Discord", openDiscord);
