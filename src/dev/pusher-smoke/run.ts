import { loadDotEnv } from "../data-dir.mjs";
import { command } from "./command";

// `npm run smoke:pusher`: whether the Pusher account of the environment does all that Recado needs.

loadDotEnv();
process.exitCode = await command(process.env, (line) => console.log(line));
