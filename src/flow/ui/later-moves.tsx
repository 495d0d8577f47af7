"use client";

import { useQuery } from "@tanstack/react-query";
import { AlarmClock, Globe, Hourglass, TimerOff, UserRound, type LucideIcon } from "lucide-react";
import { useTRPC } from "@/trpc/provider";
import { Notice } from "@/ui/notice";
import { Time } from "@/ui/time";
import type { Beginning } from "../server/later-moves";
import { readTrace, type StoredTrace } from "../stored-trace";
import { TraceSteps } from "./trace-steps";

const BEGINNINGS: Readonly<Record<Beginning, readonly [Icon: LucideIcon, words: string]>> = {
  time: [AlarmClock, "The wait was over"],
  timeout: [Hourglass, "Nobody answered in time"],
  expiry: [TimerOff, "Nobody answered for too long"],
  answer: [Globe, "The call was over"],
  "hand-back": [UserRound, "A person gave the conversation back"],
};

/** A session that waits may move at any moment, and no event tells of it. */
const LOOK_EVERY_MS = 3_000;

interface LaterMovesProps {
  organization: string;
  /** As the move of a message left it. */
  session: NonNullable<StoredTrace["session"]>;
}

/** What the flow did by itself after a message, until the next one: waits that were over, calls that were answered. */
export function LaterMoves({ organization, session: { id: sessionId, revision, status } }: LaterMovesProps) {
  const { data, error } = useQuery(
    useTRPC().flow.laterMoves.queryOptions(
      { organization, sessionId, revision },
      {
        enabled: status === "Paused",
        refetchInterval: ({ state }) => (hasEnded(state.data?.moves.at(-1)?.trace) ? false : LOOK_EVERY_MS),
        retry: false,
      },
    ),
  );
  if (error) return <Notice tone="warn">What the flow did afterwards can not be shown: {error.message}</Notice>;
  return data?.moves.map(({ revision: key, begunBy, trace, at }) => {
    const read = readTrace(trace);
    const [Icon, words] = BEGINNINGS[begunBy];
    return (
      <div key={key}>
        <h3 className="mb-2 flex flex-wrap items-center gap-x-2 text-sm text-faint">
          <Icon aria-hidden className="size-3.5" />
          <span className="font-medium text-ink">{words}</span>
          <Time at={at} />
        </h3>
        {read?.session && (
          <TraceSteps organization={organization} session={read.session} steps={read.steps} said={data.said} />
        )}
      </div>
    );
  });
}

function hasEnded(trace: unknown): boolean {
  const session = readTrace(trace)?.session;
  return session !== undefined && session.status !== "Paused";
}
