import { problemsOf } from "../src/start/start-problems.ts";

/** Sysexits' EX_CONFIG and EX_TEMPFAIL, as of the bot itself. */
const [EXIT_CONFIG, EXIT_LATER] = [78, 75];

/** Runs a program beside the bot; what somebody can mend is said in sentences. */
export async function sayProblems(main: () => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const problems = problemsOf(error);
    if (problems === null) throw error;
    console.error(problems.lines.join("\n"));
    process.exitCode = problems.mayPass ? EXIT_LATER : EXIT_CONFIG;
  }
}
