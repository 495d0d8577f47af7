/** Room for `burst` at once, of which one comes back every `everyMs`. */
export interface Pace {
  burst: number;
  everyMs: number;
}

export interface Bucket {
  /** Below zero when more was taken than there was. */
  left: number;
  at: number;
}

/** A bucket as it is at a moment; a new one is full. */
export function bucketAt(bucket: Bucket | undefined, { burst, everyMs }: Pace, at: number): Bucket {
  if (bucket === undefined) return { left: burst, at };
  return { left: Math.min(burst, bucket.left + (at - bucket.at) / everyMs), at };
}

/** One more is taken, or undefined when there is none. */
export function taken(bucket: Bucket): Bucket | undefined {
  return bucket.left < 1 ? undefined : { ...bucket, left: bucket.left - 1 };
}
