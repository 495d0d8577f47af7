/** Meta keeps an upload for 30 days: one that nearly is as old may be gone when the message arrives. */
const LIVES_DAYS = 29;

/**
 * Whether a message `m` of the number of `w`, with the file `d` or none, has a kept file that Meta has not got. An upload belongs to
 * the phone number id that it was made for.
 */
export const LACKS_UPLOAD = `(coalesce(m.payload -> 'source' ->> 'file' = 'kept', false)
  and (d.uploaded_for is distinct from w.phone_number_id or d.uploaded_at < now() - interval '${LIVES_DAYS} days'))`;
