/** A serial piece of work, claimed: nobody else works it while the lease's token stands in its row. */
export interface Lane {
  readonly kind: string;
  readonly key: string;
  /** Null for what belongs to the deployment. */
  readonly organizationId: string | null;
  readonly lease: string;
  /** How often it was claimed since it last got on, this claim included. */
  readonly attempts: number;
  /** Its last worker never gave it back: it died, maybe of what it worked. */
  readonly isTakenOver: boolean;
  /** As of the claim: a wake since then has raised it. */
  readonly seq: string;
}

/** When the rows behind a lane next want something; null: nothing is known to come. */
export interface Rest {
  readonly wakeAt: Date | null;
}

/** What is done in one kind of lane. Runs at least once: a killed worker's lane is worked again. */
export interface LaneKind {
  /** Seconds by which its lanes may be overtaken by others that are due later. */
  readonly handicap: number;
  /** The most of a worker's places that its lanes may have, if not all: the rest is for those that wait for nobody. */
  readonly part?: number;
  /** `mayGoOn` turns false when the worker stops or its time is up: rest between two steps, due again at once. */
  work(lane: Lane, mayGoOn: () => boolean): Promise<Rest>;
}

export type LaneKinds = Readonly<Record<string, LaneKind>>;

/** The lane was taken over by another worker: nothing may be written any more. */
export class LeaseLost extends Error {
  constructor(lane: Lane) {
    super(`The lease of ${lane.kind} ${lane.key} was lost`);
    this.name = "LeaseLost";
  }
}
