// The contract of every chat platform, held by Slack.

import { surfaceContract } from "../contract.ts";
import { openSlack } from "./harness.ts";

surfaceContract("Slack", openSlack);
