/**
 * All bytes of a body, or null when there are more than `most`. The rest is read and dropped then: a sender that is cut off
 * never sees the answer.
 */
export async function readAtMost(most: number, body: AsyncIterable<Uint8Array> | null): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length <= most) chunks.push(chunk);
    else chunks.length = 0;
  }
  return length > most ? null : Buffer.concat(chunks);
}
