const SAMPLE_BYTES = 2_048;

/** What is kept of a body that brought nothing: anybody may send any number of them, and they must not fill the disk. */
export const bodySample = (body: Uint8Array): Uint8Array => body.subarray(0, SAMPLE_BYTES);
