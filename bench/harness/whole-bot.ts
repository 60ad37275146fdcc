// The bot as `npm start` runs it, and what it needs told to its parent.

import { tellUsage } from "./tell-usage.ts";

tellUsage();
await import("../../src/main.ts");
