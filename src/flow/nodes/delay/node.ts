import { z } from "zod";
import { defineNode } from "../../engine/node-type";

const MONTH_SECONDS = 2_592_000;

export const delayNode = defineNode({
  data: z.looseObject({ seconds: z.number().min(1).max(MONTH_SECONDS) }),
  outputs: () => [null],
  isPatient: true,
  silence: ({ seconds }) => seconds,
  enter: ({ seconds }, { now }) => ({ do: "sleep", until: now + seconds * 1000, why: `waits ${seconds} s` }),
  resume: (_data, _scope, wake) =>
    wake.by === "message"
      ? { do: "stay", why: "a message does not end a delay" }
      : { do: "go", way: null, why: "the time is over" },
});
