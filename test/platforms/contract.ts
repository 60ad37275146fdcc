// What every chat platform owes a person. If one of these breaks on any platform: somebody pays for a result they never
// see, sees it twice, or reads what was meant for another.

import { answersContract } from "./contract/answers.ts";
import { filesContract } from "./contract/files.ts";
import { formsContract } from "./contract/forms.ts";
import { progressContract } from "./contract/progress.ts";
import { questionsContract } from "./contract/questions.ts";
import { resultsContract } from "./contract/results.ts";
import { runsContract } from "./contract/runs.ts";
import type { Harness } from "./contract/harness.ts";

export function surfaceContract(name: string, open: () => Promise<Harness>): void {
  answersContract(name, open);
  progressContract(name, open);
  resultsContract(name, open);
  filesContract(name, open);
  formsContract(name, open);
  questionsContract(name, open);
  runsContract(name, open);
}
