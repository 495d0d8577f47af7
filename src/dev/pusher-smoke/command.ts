import { settingsIn } from "./settings";
import { smoke } from "./smoke";
import { Trouble } from "./trouble";

/** Runs every step, or up to the first that fails. Returns the exit code. */
export async function command(
  source: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<number> {
  const read = settingsIn(source);
  if ("problems" in read) {
    say("Set these in the environment or in .env, as the App Keys of your app at https://dashboard.pusher.com say:");
    for (const problem of read.problems) say(`  ${problem}`);
    return 1;
  }
  const { host, port, cluster } = read.settings;
  say(`Pusher at ${host ? [host, port].filter(Boolean).join(":") : `cluster ${cluster ?? ""}`}`);
  try {
    await smoke(read.settings, (name, act) => timed(name, act, say));
    say("All works.");
    return 0;
  } catch (error) {
    if (error instanceof Trouble) say(`  ${error.advice}`);
    return 1;
  }
}

async function timed<Result>(name: string, act: () => Promise<Result>, say: (line: string) => void): Promise<Result> {
  const began = performance.now();
  const took = () => `${(performance.now() - began).toFixed(0)} ms`;
  try {
    const result = await act();
    say(`✓ ${name}  ${took()}`);
    return result;
  } catch (error) {
    say(`✗ ${name}  ${took()}: ${error instanceof Error ? error.message : String(error)}`);
    throw error;
  }
}
