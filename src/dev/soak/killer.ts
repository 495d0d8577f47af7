import { setTimeout as pause } from "node:timers/promises";
import type { Program } from "./program";

/** A program that dies again and again. */
interface Victim {
  start(): Promise<Program>;
  /** How much it has done so far. */
  done(): number;
  /** After each death. */
  afterwards?(): Promise<unknown>;
}

interface Killing {
  readonly times: number;
  /** The most that it does between two deaths. */
  readonly most: number;
  readonly dice: () => number;
  readonly isOver: () => boolean;
}

export interface Killer {
  readonly kills: () => number;
  /** It lives from now on: nobody kills it any more. */
  readonly over: Promise<void>;
  /** Ends the program for good. */
  readonly end: () => Promise<void>;
}

/** So long after the last that was waited for: before its answer, before that is written down, or after. */
const LATER_MS = 30;

/** Starts a program, kills it at instants that the dice decide, and starts it again. */
export async function keepKilling(victim: Victim, { times, most, dice, isOver }: Killing): Promise<Killer> {
  let program = await victim.start();
  let kills = 0;
  const kill = async () => {
    const enough = victim.done() + Math.ceil(dice() * most);
    while (victim.done() < enough && !isOver()) await pause(2);
    if (isOver()) return;
    await pause(dice() * LATER_MS);
    await program.kill();
    kills += 1;
    await victim.afterwards?.();
    program = await victim.start();
  };
  const over = (async () => {
    while (kills < times && !isOver()) await kill();
  })();
  return { kills: () => kills, over, end: () => over.then(() => program.kill()) };
}
