import type { CallFault } from "../graph/faults";
import type { GraphEmulator } from "../graph/graph-emulator";
import type { MediaFault } from "../graph/media-store";

/** Of each kind of fault, the part of what it can befall. */
export const SHARE = 0.05;
const share = SHARE;

/** One code of each way to go on: again; slower for one customer, number, account or app; never. */
const CODES = [1, 131000, 131016, 131056, 130429, 80007, 4, 131026, 131047, 131049];
/** What a person, or the number's PIN, has to mend. */
const STOPPING_CODES = [190, 133010];

const CALL_FAULTS: readonly CallFault[] = [
  { kind: "empty", status: 502 },
  { kind: "slow", ms: 300 },
  { kind: "cut", accepted: true },
  { kind: "cut", accepted: false },
];

const MEDIA_FAULTS: readonly MediaFault[] = [
  { kind: "status", at: "address", status: 503 },
  { kind: "status", at: "bytes", status: 500 },
  { kind: "elsewhere", url: "https://elsewhere.example/file" },
  { kind: "redirect", to: "https://elsewhere.example/file" },
  { kind: "expired" },
  { kind: "spoilt" },
  { kind: "cut" },
];

/** Every kind of fault that the emulator has, each for one call, message or webhook in twenty. */
export function makeBadWeather(graph: GraphEmulator): void {
  const { faults } = graph;
  for (const { phoneNumberId } of graph.numbers()) {
    for (const code of STOPPING_CODES) faults.sends({ kind: "error", code }, { phoneNumberId, share: 0.02, times: 1 });
  }
  for (const code of CODES) faults.sends({ kind: "error", code }, { share: share / CODES.length });
  for (const fault of CALL_FAULTS) {
    faults.sends(fault, { share });
    faults.calls(fault, { share });
  }
  faults.calls({ kind: "error", code: 131000 }, { share });
  faults.statuses(
    { share, lateMs: 400 },
    { share, early: true },
    { share, double: true },
    { share, shuffled: true },
    { share, missing: ["sent", "delivered", "read"] },
    { share, failed: 131026 },
  );
  faults.webhooks(
    { share, lateMs: 300 },
    { share, double: true },
    { share, batchMs: 150 },
    { share, batchMs: 150, shuffled: true },
  );
}

/** What may befall the next file. */
export function spoilNextFile({ media }: GraphEmulator, dice: () => number): void {
  for (const fault of MEDIA_FAULTS) if (dice() < SHARE) media.fails(fault);
}
