/**
 * For `with recursive`: the organizations that have lanes which do not sleep for good, one hop along the index for each of them,
 * however many lanes they have.
 */
export const WAITING_ORGANIZATIONS = `waiting as (
  (select organization_id from lanes where wake_at < 'infinity' and organization_id is not null order by 1 limit 1)
  union all
  select (select l.organization_id from lanes l
          where l.wake_at < 'infinity' and l.organization_id > w.organization_id order by 1 limit 1)
  from waiting w where w.organization_id is not null
)`;
